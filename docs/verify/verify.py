#!/usr/bin/env python3
"""Verifies a Recount evidence bundle: python3 verify.py BUNDLE [VKEY] [OPTION VALUE]... Needs only Python 3.8 or newer.
Options: --earlier FILE, a checkpoint kept from before; --witness VKEY, any number of them; --quorum N, if not all must have cosigned.
Exit code 0: everything that was checked holds. 1: something differs, and is named. 2: the file is not a bundle, or the options are none.
"""
import base64, hashlib, json, sys, zipfile
from itertools import islice, zip_longest

# Ed25519 verification, RFC 8032 section 5.1.7, on extended coordinates.
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P

def add(a, b):
    s, t = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    u, v = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = t - s, v - u, v + u, t + s
    return e * f % P, g * h % P, f * g % P, e * h % P

def times(n, point):
    result = 0, 1, 1, 0
    while n:
        result, point, n = add(result, point) if n & 1 else result, add(point, point), n >> 1
    return result

def point(data):
    sign, y = divmod(int.from_bytes(data, "little"), 1 << 255)
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    x = x * pow(2, (P - 1) // 4, P) % P if (x * x - xx) % P else x
    if y >= P or (x * x - xx) % P or (x == 0 and sign):
        raise ValueError("not a point of the curve")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P

BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))

def ed25519(key, text, signature):
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(r + key + text).digest(), "little") % L
    a, b = times(s, BASE), add(point(r), times(k, point(key)))
    return len(signature) == 64 and s < L and all((a[i] * b[2] - b[i] * a[2]) % P == 0 for i in (0, 1))

def vkey(text, kind=1):
    name, ident, key = text.strip().split("+", 2)
    raw = base64.b64decode(key, validate=True)
    if len(raw) != 33 or raw[0] != kind or hashlib.sha256(name.encode() + b"\n" + raw).hexdigest()[:8] != ident:
        raise ValueError("not an Ed25519 key of its kind whose id fits")
    return name, ident, raw

def signatures(note, key):
    lines = [line.split(" ") for line in note[note.rindex("\n\n") + 2 :].splitlines() if line.startswith("\u2014 ")]
    return [s[4:] for s in (base64.b64decode(line[2]) for line in lines if line[1] == key[0]) if s[:4].hex() == key[1]]

def opened(note, key):
    """The text of a signed note, or an error when the key did not sign it. A cosigner (kind 4) signs the time too."""
    text, own = note[: note.rindex("\n\n") + 1], signatures(note, key)
    time = lambda s: "cosignature/v1\ntime %d\n" % int.from_bytes(s[:8], "big") if key[2][0] == 4 else ""
    if not own or not all(ed25519(key[2][1:], (time(s) + text).encode(), s[8:] if time(s) else s) for s in own):
        raise ValueError("not signed by " + key[0] + ", or changed")
    return text

def leaf_hash(line):
    record = json.loads(line)
    said = (("id", record.get("id")), ("time", record.get("recorded_at", record.get("occurred_at"))))
    entry = {"sha256": hashlib.sha256(line).hexdigest(), "v": 1, **{name: value for name, value in said if value is not None}}
    return hashlib.sha256(b"\0" + json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).digest()

def root(leaves, records, hashes, size):
    """The root of the tree: computed where the bundle has leaves, taken from the proof where it has none."""
    ahead = [next(leaves, None)]
    def walk(low, high):
        if ahead[0] is None or ahead[0] >= high:
            return next(hashes)
        if high - low == 1:
            ahead[0] = next(leaves, None)
            if ahead[0] is not None and ahead[0] <= low:
                raise ValueError("leaves are not in order")
            return leaf_hash(next(records))
        middle = low + (1 << (high - low - 1).bit_length() - 1)
        return hashlib.sha256(b"\1" + walk(low, middle) + walk(middle, high)).digest()
    result = walk(0, size) if size else hashlib.sha256(b"").digest()
    if ahead[0] is not None or next(hashes, None) is not None or next(records, None) is not None:
        raise ValueError("there is more in the bundle than the tree has room for")
    return result

def verify(bundle, trusted, earlier="", witnesses=(), quorum=0):
    found = []
    def check(what, step):
        try:
            if not step():
                found.append(what + " differs")
        except StopIteration:
            found.append(what + ": something was dropped")
        except Exception as e:  # a check that cannot be made has failed
            found.append("%s: %s" % (what, e))
    read, lines = bundle.read, lambda name: (line.rstrip(b"\n") for line in bundle.open(name))
    names, manifest = bundle.namelist(), json.loads(read("manifest.json"))
    files, say = manifest["files"], {}
    odd = set(names) ^ {*files, "manifest.json", "manifest.sig"} | {name for name in names if names.count(name) > 1}
    found += ["%s is in the bundle and not in its manifest, or the other way round, or twice" % name for name in sorted(odd)]
    for name, said in files.items():
        check(name, lambda: hashlib.sha256(read(name)).hexdigest() == said["sha256"])
    own = read("key.vkey").decode() if "key.vkey" in names else ""
    check("key.vkey", lambda: own.strip() == (trusted or own).strip())
    key, signed = vkey(trusted or own), "recount evidence bundle v1\n%s\n" % hashlib.sha256(read("manifest.json")).hexdigest()
    check("manifest.sig", lambda: opened(read("manifest.sig").decode(), key) == signed)
    check("checkpoint", lambda: say.update(zip(("origin", "size", "root"), opened(read("checkpoint").decode(), key).split("\n"))) or
          say["origin"] == manifest["origin"] == key[0] and int(say["size"]) == manifest["tree_size"])
    there = lambda note: [opened(note, w) for w in {vkey(text, 4) for text in witnesses} if signatures(note, w)]
    check("checkpoint: the number of witnesses", lambda: len(there(read("checkpoint").decode())) >= (quorum or len(witnesses)))
    check("records.ndjson with proofs/", lambda: root(map(int, lines("proofs/leaves")), lines("records.ndjson"),
          map(base64.b64decode, lines("proofs/hashes")), int(say["size"])) == base64.b64decode(say["root"]))
    check("the number of events", lambda: sum(1 for _ in lines("records.ndjson")) == manifest["counts"]["events"])
    if earlier:
        before = dict(zip(("origin", "size", "root"), opened(earlier, key).split("\n")))
        n, now = int(before["size"]), int(say.get("size", 0))
        if n > now:
            found.append("the log was rolled back: it had %d leaves and now has %d" % (n, now))
        else:  # where not all of the earlier leaves are here, only the server can tell
            check("the earlier checkpoint", lambda: before["root"] == say["root"] if n == now else
                  list(islice(map(int, lines("proofs/leaves")), n)) != list(range(n)) or base64.b64decode(before["root"]) ==
                  root(iter(range(n)), islice(lines("records.ndjson"), n), iter(()), n))
    if manifest["format"] == "json":
        made = lambda b, leaf: b[:-1] + b',"evidence":{"leaf_hash":"%s","leaf_index":%s}}' % (leaf_hash(b).hex().encode(), leaf)
        check("events.ndjson", lambda: all(a == made(b, leaf) for a, b, leaf in zip_longest(
              lines("events.ndjson"), lines("records.ndjson"), lines("proofs/leaves"), fillvalue=b"{}")))
    return found

if __name__ == "__main__":
    given, options = sys.argv[1:], {"--earlier": [], "--witness": [], "--quorum": []}
    try:
        for at in reversed([at for at, text in enumerate(given) if text in options]):
            options[given[at]].append(given[at + 1])
            del given[at:at + 2]
        earlier = "".join(open(name, encoding="utf-8").read() for name in options["--earlier"])
        bundle, quorum = zipfile.ZipFile(given[0]), max(map(int, options["--quorum"]), default=0)
        bundle.getinfo("manifest.json")
    except (zipfile.BadZipFile, KeyError, IndexError, OSError, ValueError) as e:
        sys.exit(print("not a bundle, or not an option:", e) or 2)
    try:
        differs = verify(bundle, given[1] if len(given) > 1 else "", earlier, options["--witness"], quorum)
    except Exception as e:
        differs = ["manifest.json, a key or the earlier checkpoint cannot be read: %s" % e]
    print("\n".join("DIFFERS  " + text for text in differs) or "everything that was checked holds")
    print("\n".join("UNKNOWN  whether " + text for text in (
        "the key in the bundle is the log's: give the VKEY that you trust" * (len(given) < 2),
        "events.* says what records.ndjson says: only recount verify compares it" * ("events.ndjson" not in bundle.namelist()),
        "alerts, rules and reports are right: that rests on the word of who signed the manifest") if text))
    sys.exit(1 if differs else 0)
