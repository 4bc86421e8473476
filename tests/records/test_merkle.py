"""The Merkle tree against the published test data of Certificate Transparency, and what its proofs do not prove."""

import pytest

from records.merkle import EMPTY, Tree, consistency, consistent, included, inclusion, leaf_hash, root

HEX = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
LEAVES = [bytes.fromhex(text) for text in HEX]
# transparency-dev/merkle, testonly/constants.go, as other implementations of RFC 6962 repeat them.
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = {
    (0, 8): ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
             "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
             "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"],
    (5, 8): ["bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
             "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
             "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
}  # fmt: skip
CONSISTENCY = {
    (2, 5): ["5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
             "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"],
    (6, 7): ["0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
             "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
             "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
}  # fmt: skip


def grown(count: int) -> Tree:
    tree = Tree()
    for at in range(count):
        tree.append(leaf_hash(LEAVES[at] if at < len(LEAVES) else str(at).encode()))
    return tree


def test_roots_as_published() -> None:
    assert [grown(n).root().hex() for n in range(9)] == ROOTS
    tree = grown(8)
    assert [root(tree.node, n).hex() for n in range(9)] == ROOTS


def test_proofs_as_published() -> None:
    tree = grown(8)
    assert {k: [h.hex() for h in inclusion(tree.node, *k)] for k in INCLUSION} == INCLUSION
    assert {k: [h.hex() for h in consistency(tree.node, *k)] for k in CONSISTENCY} == CONSISTENCY


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 13])
def test_an_inclusion_proof_is_good_for_one_leaf_at_one_place(size: int) -> None:
    tree = grown(size)
    leaves = [tree.node(0, n) for n in range(size)]
    for at, leaf in enumerate(leaves):
        proof = inclusion(tree.node, at, size)
        good = [(n, i) for n, other in enumerate(leaves) for i in range(size + 1)
                if included(other, i, size, proof, tree.root())]  # fmt: skip
        assert good == [(at, at)]
        assert not included(leaf, at, size, [*proof, leaf], tree.root())
        assert not proof or not included(leaf, at, size, proof[:-1], tree.root())
        assert not included(leaf, at, size, proof, EMPTY)


def test_a_consistency_proof_is_good_for_the_two_trees() -> None:
    tree = grown(13)
    roots = [root(tree.node, n) for n in range(14)]
    for old in range(14):
        for size in range(old, 14):
            proof = consistency(tree.node, old, size)
            assert consistent(old, roots[old], size, roots[size], proof)
            assert not consistent(old, leaf_hash(b"another"), size, roots[size], proof)
            assert old in {0, size} or not consistent(old, roots[old], size, roots[size - 1], proof)
            assert not consistent(old, roots[old], size, roots[size], [*proof, EMPTY])
            assert not proof or not consistent(old, roots[old], size, roots[size], proof[:-1])
    assert not consistent(5, roots[5], 4, roots[4], [])
