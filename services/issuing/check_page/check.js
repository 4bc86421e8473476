"use strict";
// Checks the text of a QR, or a file, by the seals in this page and the signed list of states beside it.
// What stands behind # is never sent: the browser keeps it, and this page asks for nothing but the list.
const DATA = JSON.parse(document.getElementById("data").textContent);
const PREFIX = "steelyard:2:", FORMAT = "steelyard-states-1", LONGEST = 4000;
const FIELDS = ["number", "title", "instrument", "serial", "regulation", "conclusion", "on", "valid_until", "issuer"];
const at = (id) => document.getElementById(id);
let language = /^zh/i.test(navigator.language) ? "zh" : "en";
let shown = null;

const bytesOf = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const hexOf = (bytes) => [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
const today = () => {
  const now = new Date(), two = (n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

// A signature in DER as the two numbers of fixed length that a browser wants.
function rawOf(der, size) {
  let place = 2;
  if (der[0] !== 0x30) throw new Error("der");
  if (der[1] & 0x80) place += der[1] & 0x7f;
  const whole = new Uint8Array(2 * size);
  for (let n = 0; n < 2; n++) {
    if (der[place] !== 2) throw new Error("der");
    const length = der[place + 1];
    let number = der.slice(place + 2, place + 2 + length);
    while (number.length > size && number[0] === 0) number = number.slice(1);
    if (number.length === 0 || number.length > size || place + 2 + length > der.length) throw new Error("der");
    whole.set(number, (n + 1) * size - number.length);
    place += 2 + length;
  }
  return whole;
}

async function signedBySeal(signed, signature) {
  for (const seal of DATA.seals) {
    const elliptic = seal.curve !== "";
    const how = elliptic ? { name: "ECDSA", namedCurve: seal.curve } : { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
    try {
      const key = await crypto.subtle.importKey("spki", bytesOf(seal.key), how, false, ["verify"]);
      const value = elliptic ? rawOf(signature, seal.size) : signature;
      if (await crypto.subtle.verify({ name: how.name, hash: "SHA-256" }, key, value, signed)) return true;
    } catch (error) { /* no signature of this seal */ }
  }
  return false;
}

function readQr(text) {
  const start = text.indexOf(PREFIX), digits = start < 0 ? "" : text.slice(start + PREFIX.length).trim();
  if (!/^[0-9]+$/.test(digits) || digits.length > LONGEST) return null;
  let hex = BigInt(digits).toString(16);
  if (hex.length % 2) hex = "0" + hex;
  const bytes = Uint8Array.from(hex.match(/../g), (two) => parseInt(two, 16));
  const end = 3 + (bytes[1] << 8) + bytes[2];
  try {
    const signed = bytes.slice(end), values = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(signed));
    if (bytes[0] !== 1 || !Array.isArray(values) || values.length !== 10 || values.some((v) => typeof v !== "string")) return null;
    return { signed, signature: bytes.slice(3, end), digest: values[9],
             said: Object.fromEntries(FIELDS.map((name, n) => [name, values[n]])) };
  } catch (error) {
    return null;
  }
}

// The list, or why there is none.
async function states() {
  let file;
  try {
    const answer = await fetch("states.json", { cache: "no-store", redirect: "error" });
    if (!answer.ok) return { why: "no_list" };
    file = await answer.json();
  } catch (error) {
    return { why: "no_list" };
  }
  try {
    const signed = new TextEncoder().encode(file.list);
    if (!(await signedBySeal(signed, bytesOf(file.signature)))) return { why: "false_list" };
    const list = JSON.parse(file.list);
    return list.format === FORMAT ? { list } : { why: "false_list" };
  } catch (error) {
    return { why: "false_list" };
  }
}

// What a list says of a document: the same rules as `steelyard check --list`.
function stateOf(list, entry, day) {
  const made = list.time.slice(0, 10);
  if (!entry) return ["UNKNOWN", "not_listed", made];
  if (entry[1] === "superseded") return ["SUPERSEDED", "superseded", made];
  if (entry[1] === "cancelled") return ["CANCELLED", "cancelled", made];
  if (entry[1] !== "issued") return ["UNKNOWN", "not_listed", made];
  if (entry[2] && entry[2] < day) return ["EXPIRED", "last_day", entry[2]];
  if (day > list.until.slice(0, 10)) return ["UNKNOWN", "old_list", made];
  return ["VALID", "current", made];
}

async function checkText(text) {
  const found = readQr(text);
  if (!found) return { state: "NONE", reasons: [["no_qr"]], said: {} };
  if (!crypto.subtle) return { state: "UNKNOWN", reasons: [["no_crypto"]], said: {} };
  if (!(await signedBySeal(found.signed, found.signature))) return { state: "FALSE", reasons: [["false_qr"]], said: {} };
  const known = await states(), said = found.said, day = today();
  if (known.list) {
    const [state, why, value] = stateOf(known.list, known.list.documents[found.digest], day);
    return { state, reasons: [["genuine"], [why, value]], said };
  }
  const expired = said.valid_until && said.valid_until < day;
  const reasons = [["genuine"], [known.why]];
  return expired ? { state: "EXPIRED", reasons: [["genuine"], ["last_day", said.valid_until], [known.why]], said }
    : { state: "UNKNOWN", reasons, said };
}

async function checkFile(file) {
  if (!crypto.subtle) return { state: "UNKNOWN", reasons: [["no_crypto"]], said: {} };
  const digest = hexOf(new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer())));
  const known = await states();
  if (!known.list) return { state: "UNKNOWN", reasons: [[known.why]], said: {} };
  const entry = Object.values(known.list.documents).find((one) => one[0] === digest);
  const [state, why, value] = stateOf(known.list, entry, today());
  return { state, reasons: entry ? [["same_file"], [why, value]] : [["other_file", known.list.time.slice(0, 10)]], said: {} };
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function draw() {
  const words = DATA.words[language], other = language === "zh" ? "en" : "zh";
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = words.heading;
  at("laboratory").textContent = DATA.laboratory[language];
  at("language").textContent = DATA.words[other].language;
  at("language").lang = other;
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = words[one.dataset.word];
  at("answer").hidden = !shown;
  if (!shown) return;
  at("answer").className = shown.state === "VALID" ? "good" : shown.state === "UNKNOWN" || shown.state === "NONE" ? "" : "bad";
  at("answer").dataset.state = shown.state;
  at("state").textContent = words[shown.state];
  at("reasons").replaceChildren(...shown.reasons.map(([why, value]) => element("li", words[why].replace("{value}", value ?? ""))));
  const rows = FIELDS.filter((name) => shown.said[name]).flatMap((name) => [element("dt", words[name]), element("dd", shown.said[name])]);
  at("document").replaceChildren(...rows);
}

async function show(finding) {
  shown = null;
  draw();
  shown = await finding;
  draw();
}

function fromAddress() {
  if (location.hash.includes(PREFIX)) show(checkText(location.hash));
}

at("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  show(checkText(at("text").value));
});
at("file").addEventListener("change", () => {
  if (at("file").files.length) show(checkFile(at("file").files[0]));
});
at("language").addEventListener("click", () => {
  language = language === "zh" ? "en" : "zh";
  draw();
});
addEventListener("hashchange", fromAddress);
draw();
fromAddress();
