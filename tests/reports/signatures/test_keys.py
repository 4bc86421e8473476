"""Keys in a token and behind an external command, SM2 keys, and time stamps."""

import os
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from lxml import etree
from pyhanko.sign.timestamps import DummyTimeStamper

from reports.dcc.names import DCC
from reports.dcc.signature import check_signatures
from reports.dcc.signing import CommandKey, Signing, TokenKey, put_signature
from reports.errors import DccFault, SignatureFault
from reports.signatures.checking import check_pdf
from reports.signatures.keys import command_signer, is_sm2, pem_signer, read_certificates, run_signer, token_signer
from reports.signatures.places import Role
from reports.signatures.signing import sign, sign_bytes
from reports.signatures.sm2 import verified
from reports.signatures.trust import trust
from tests.reports.signatures.conftest import NOW, PASSPHRASE, PEOPLE, Office, stamp

MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
TOKEN = "people"  # noqa: S105  its label
DISTID = "distid:1234567812345678"
BOTH = f"-sigopt {DISTID} -vfyopt {DISTID}"


@pytest.mark.systems
def test_an_external_command_signs(office: Office, unsealed: bytes, tmp_path: Path) -> None:
    key, certificate = office.certified(*PEOPLE[Role.SEAL])
    plain = load_pem_private_key(key, PASSPHRASE.encode())
    (tmp_path / "key").write_bytes(plain.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    signer = command_signer(["openssl", "dgst", "-sha256", "-sign", str(tmp_path / "key")], certificate, office.chain)
    signed = sign(unsealed, Role.SEAL, signer, stamp(Role.SEAL))
    assert check_pdf(signed, office.trusted).genuine
    command = ("openssl", "dgst", "-sha256", "-sign", str(tmp_path / "key"))
    assert dcc_signed_by(CommandKey(command, ders(certificate, *office.chain)), office) == "trusted"
    _, other = office.certified(*PEOPLE[Role.SEAL])
    with pytest.raises(DccFault, match="not that of the certificate"):
        dcc_signed_by(CommandKey(command, ders(other)), office)


def ders(*certificates: Certificate) -> tuple[bytes, ...]:
    return tuple(certificate.dump() for certificate in certificates)


def dcc_signed_by(key: Signing, office: Office) -> str:
    """What the signature of a key proves in a DCC, once it is written and read again."""
    root = put_signature(etree.fromstring(f'<c xmlns="{DCC[1:-1]}"><number>20260052000001</number></c>'), key)
    content = etree.tostring(root)
    (found,) = check_signatures(etree.fromstring(content), office.trusted)
    (changed,) = check_signatures(etree.fromstring(content.replace(b"052000001", b"052000002")), office.trusted)
    assert changed.state == "broken"
    return found.state


@pytest.mark.systems
def test_a_command_that_gives_no_signature_is_refused() -> None:
    with pytest.raises(SignatureFault, match="gave no signature"):
        run_signer(["false"], b"x")
    with pytest.raises(SignatureFault, match="cannot be run"):
        run_signer(["there-is-no-such-command"], b"x")


@pytest.fixture(scope="module")
def sm2(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SM2 authority and a seal with an SM2 key, made by openssl."""
    folder = tmp_path_factory.mktemp("sm2")
    (folder / "ext").write_text("keyUsage=critical,digitalSignature,nonRepudiation\n", encoding="ascii")
    for command in (
        "ecparam -genkey -noout -name SM2 -out ca.key",
        f"req -x509 -new -key ca.key -sm3 -subj /O=Lab/CN=SM2 -days 3650 -out ca.crt -sigopt {DISTID}",
        "ecparam -genkey -noout -name SM2 -out seal.key",
        f"req -new -key seal.key -sm3 -subj /O=Lab/CN=Lab/serialNumber=seal -out seal.csr -sigopt {DISTID}",
        f"x509 -req -in seal.csr -CA ca.crt -CAkey ca.key -sm3 -days 900 -extfile ext -out seal.crt {BOTH}",
    ):
        subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.mark.systems
def test_an_sm2_key_signs_through_a_command_and_is_checked(office: Office, unsealed: bytes, sm2: Path) -> None:
    certificate, authority = (read_certificates((sm2 / f"{n}.crt").read_bytes())[0] for n in ("seal", "ca"))
    assert is_sm2(certificate)
    command = ["openssl", "dgst", "-sm3", "-sign", str(sm2 / "seal.key"), "-sigopt", DISTID]
    signer = command_signer(command, certificate, [authority])
    signed = sign(unsealed, Role.SEAL, signer, stamp(Role.SEAL))
    both = trust((*office.chain, authority))
    with pytest.raises(DccFault, match="SM2 signs PDF only"):
        dcc_signed_by(CommandKey(tuple(command), ders(certificate)), office)
    found = check_pdf(signed, both)
    assert found.problems == ()
    assert found.genuine
    assert "no authority that is trusted" in check_pdf(signed, office.trusted).problems[0]
    changed = bytearray(signed)
    changed[len(office.plain) // 2] ^= 1
    assert not check_pdf(bytes(changed), both).genuine
    proof = sign_bytes(signer, b"essentials")
    assert verified(certificate, b"essentials", proof)
    assert not verified(certificate, b"essentialz", proof)


@pytest.mark.systems
@pytest.mark.skipif(
    not MODULE.exists() and not os.environ.get("STEELYARD_ALL_PEERS"), reason="apt-get install softhsm2"
)
def test_a_key_in_a_token_signs(
    office: Office, unsealed: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pkcs11
    from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters

    if "SOFTHSM2_CONF" not in os.environ:  # the library reads it once in a process
        (tmp_path / "conf").write_text(
            f"directories.tokendir = {tmp_path}\nobjectstore.backend = file\n", encoding="ascii"
        )
        os.environ["SOFTHSM2_CONF"] = str(tmp_path / "conf")
    program = shutil.which("softhsm2-util")
    assert program is not None
    making = [program, "--init-token", "--free", "--label", TOKEN, "--so-pin", "1234567", "--pin", "98764321"]
    subprocess.run(making, check=True, capture_output=True)
    pkcs11.lib(str(MODULE)).reinitialize()
    with pkcs11.lib(str(MODULE)).get_token(token_label=TOKEN).open(user_pin="98764321", rw=True) as session:
        curve = session.create_domain_parameters(
            pkcs11.KeyType.EC, {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}, local=True
        )
        public, _ = curve.generate_keypair(store=True, label="seal")
        info = asn1_keys.PublicKeyInfo.load(encode_ec_public_key(public))
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), info["public_key"].native)
    issued = office.authority.issue(point, *PEOPLE[Role.SEAL], now=NOW).public_bytes(Encoding.DER)
    certificate = read_certificates(issued)[0]
    signer = token_signer(MODULE, TOKEN, "seal", "98764321", certificate, office.chain)
    signed = sign(unsealed, Role.SEAL, signer, stamp(Role.SEAL))
    assert check_pdf(signed, office.trusted).genuine
    token = TokenKey(MODULE, TOKEN, "seal", "98764321", ders(certificate, *office.chain))
    assert dcc_signed_by(token, office) == "trusted"
    with pytest.raises(SignatureFault, match="holds no one private key 'nobody'"):
        dcc_signed_by(replace(token, label="nobody"), office)
    with pytest.raises(SignatureFault, match="Check that it is plugged in"):
        token_signer(MODULE, "nobody", "seal", "98764321", certificate, office.chain)


def test_a_time_stamp_proves_when_it_was_signed(office: Office, unsealed: bytes) -> None:
    """With one, a certificate that was revoked later keeps its signatures."""
    stamper = _time_stamps(office)
    key, certificate = office.certified(*PEOPLE[Role.SEAL])
    signer = pem_signer(key, PASSPHRASE, certificate, office.chain)
    signed = sign(unsealed, Role.SEAL, signer, stamp(Role.SEAL), time_stamps=stamper)
    found = check_pdf(signed, office.trusted)
    assert found.genuine
    assert [s.stamped for s in found.signatures] == [False, False, False, True]
    late, early = datetime.now(UTC).replace(year=2031), NOW
    for since, believed in ((late, True), (early, False)):
        listed = office.authority.revocations({certificate.serial_number: since}, now=NOW)
        assert check_pdf(signed, trust(tuple(office.chain), (listed,))).genuine is believed


def _time_stamps(office: Office) -> DummyTimeStamper:
    """A time-stamp authority of the tests, certified by the laboratory's."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "TSA")])
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    made = x509.CertificateBuilder().issuer_name(office.authority.certificate.subject).subject_name(subject)
    made = (
        made.public_key(key.public_key()).serial_number(7).not_valid_before(NOW).not_valid_after(NOW.replace(year=2030))
    )
    issued = made.add_extension(usage, critical=True).sign(office.authority.key, hashes.SHA256())
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    certificate = read_certificates(issued.public_bytes(Encoding.DER))[0]
    return DummyTimeStamper(certificate, asn1_keys.PrivateKeyInfo.load(plain))
