"""Uploads that mean harm, or look as if they did; made here, so that none is kept in the tree.

`corpus()` gives `Upload`s. `fate` is `taken`, `refused`, or `either` where both are right.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from PIL import Image, PngImagePlugin

from tests import evil_pdfs


class Upload(NamedTuple):
    name: str
    data: bytes
    fate: str


SCRIPT = b"<html><script>alert(document.cookie)</script></html>"
LINK = b'<Relationship TargetMode="External" Target="file:///etc/passwd"/>'
PLACE = {1: "N", 2: (31.0, 51.0, 40.5), 3: "E", 4: (117.0, 17.0, 2.25)}
MARKS = (b"SECRETPLACE", b"Exif\x00", b"http://ns.adobe.com", b"ICC_PROFILE", b"xmpmeta")


def photo(size: tuple[int, int] = (320, 240), mode: str = "RGB") -> Image.Image:
    """A gradient with a red left upper quarter, so that turning it shows."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image.paste((220, 30, 30), (0, 0, size[0] // 2, size[1] // 2))
    return image.convert(mode)


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def exif(orientation: int = 1, taken: str = "2020:08:10 09:30:00") -> Image.Exif:
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010E] = "SECRETPLACE 朱场"
    made[0x010F] = "SECRETPLACE phone"
    made.get_ifd(0x8769)[0x9003] = taken
    made.get_ifd(0x8825).update(PLACE)
    return made


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, body: bytes, *chunks: bytes, depth: int = 8) -> bytes:
    """A PNG whose header says what it likes."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 2, 0, 0, 0))
    parts = (head, *chunks, chunk(b"IDAT", body), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()


def archive(name: str = "a.txt", data: bytes = b"x" * 40) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as members:
        members.writestr(name, data)
    return file.getvalue()


def with_comment(jpeg: bytes, comment: bytes) -> bytes:
    return jpeg[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + jpeg[2:]


def with_scans(times: int) -> bytes:
    jpeg = encoded(photo(), "JPEG", progressive=True)
    last = jpeg[jpeg.rindex(b"\xff\xda") : -2]
    return jpeg[:-2] + last * times + b"\xff\xd9"


def with_size(jpeg: bytes, width: int, height: int) -> bytes:
    """The JPEG with another size in its frame header."""
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP" + b"".join(kind + struct.pack("<I", len(data)) + data for kind, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def corpus() -> Iterator[Upload]:
    """Every evil upload there is."""
    for part in (bombs, hybrids, strangers, cut_short, moving, named, coloured, told, turned):
        yield from part()
    for name, data, fate in evil_pdfs.papers():
        yield Upload(name, data, fate)


def bombs() -> Iterator[Upload]:
    jpeg = encoded(photo(), "JPEG")
    inflated = chunk(b"iCCP", b"icc\x00\x00" + zeros(8))
    texts = [chunk(b"zTXt", b"note\x00\x00" + zeros(2))] * 80
    canvas = struct.pack("<I", 0) + b"\xfe\x3f\x00" * 2
    wide = (30000).to_bytes(3, "little")
    yield Upload("30000 px.png", png(30000, 30000, zeros(1)), "refused")
    yield Upload("30000 px.jpg", with_size(jpeg, 30000, 30000), "refused")
    yield Upload("30000 wide.jpg", with_size(jpeg, 30000, 1), "refused")
    yield Upload("30000 px.webp", riff((b"VP8X", bytes(4) + wide * 2)), "refused")
    yield Upload("canvas.webp", riff((b"VP8X", canvas)), "refused")
    yield Upload("81 megapixels.png", png(9000, 9000, zeros(1)), "refused")
    yield Upload("81 megapixels.jpg", with_size(jpeg, 9000, 9000), "refused")
    yield Upload("2^31 px.png", png(2**31 - 1, 2**31 - 1, b""), "refused")
    yield Upload("more than said.png", png(10, 10, zeros(40)), "either")
    yield Upload("profile bomb.png", png(1, 1, zlib.compress(bytes(4)), inflated), "either")
    yield Upload("text bomb.png", png(1, 1, zlib.compress(bytes(4)), *texts), "either")
    yield Upload("scans.jpg", with_scans(5000), "refused")
    yield Upload("markers.jpg", jpeg[:2] + b"\xff\xfe\x00\x02" * 1_000_000 + jpeg[2:], "refused")
    yield Upload("chunks.png", png(1, 1, b"", chunk(b"tEXt", b"") * 1_000_000), "refused")
    yield Upload("bomb.zip", archive("bomb", bytes(10_000_000)), "refused")
    yield Upload("21 MB.jpg", jpeg + bytes(21 << 20), "refused")


def hybrids() -> Iterator[Upload]:
    """Files that two programs read as two things."""
    jpeg, still = encoded(photo(), "JPEG"), encoded(photo(), "PNG")
    note = PngImagePlugin.PngInfo()
    note.add_text("note", SCRIPT.decode())
    yield Upload("jpeg and page.jpg", with_comment(jpeg, SCRIPT), "refused")
    yield Upload("jpeg then page.jpg", jpeg + SCRIPT, "refused")
    yield Upload("jpeg then php.jpg", jpeg + b"<?php system($_GET[0]); ?>", "refused")
    yield Upload("jpeg then zip.jpg", jpeg + archive(), "refused")
    yield Upload("jpeg then jar.jpg", jpeg + archive("META-INF/MANIFEST.MF"), "refused")
    yield Upload("jpeg in pdf.jpg", with_comment(jpeg, b"%PDF-1.7 1 0 obj"), "refused")
    yield Upload("png with page.png", encoded(photo(), "PNG", pnginfo=note), "refused")
    yield Upload("png then zip.png", still + archive(), "refused")
    yield Upload("webp then svg.webp", encoded(photo(), "WEBP") + b"<svg onload=x>", "refused")
    yield Upload("gifar.gif", b"GIF89a/*" + archive(), "refused")


def strangers() -> Iterator[Upload]:
    """What is no photo, whatever its name says."""
    svg = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'
    outside = archive("xl/externalLinks/_rels/externalLink1.xml.rels", LINK)
    yield Upload("drawing.svg", svg, "refused")
    yield Upload("drawing.png", b"  \n" + svg, "refused")
    yield Upload("page.jpg", b"<!DOCTYPE html>" + SCRIPT, "refused")
    yield Upload("nothing.jpg", b"", "refused")
    yield Upload("one byte.jpg", b"\xff", "refused")
    yield Upload("zeros.jpg", bytes(5000), "refused")
    yield Upload("wrong magic.jpg", b"\xff\xd8\xff\xe0" + b"A" * 5000, "refused")
    yield Upload("wrong magic.png", b"\x89PNG\r\n\x1a\n" + b"A" * 5000, "refused")
    yield Upload("wrong magic.webp", b"RIFF\x10\x00\x00\x00WEBPVP8 " + b"A" * 5000, "refused")
    yield Upload("photo.heic", b"\x00\x00\x00\x18ftypheic" + bytes(900), "refused")
    yield Upload("program.jpg", b"MZ\x90\x00" + bytes(900), "refused")
    yield Upload("links.xlsx", outside, "refused")
    yield Upload("picture.bmp", encoded(photo(), "BMP"), "refused")
    yield Upload("picture.tif", encoded(photo(), "TIFF"), "refused")
    yield Upload("shell.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (r) file", "refused")
    yield Upload("0 px.png", png(0, 0, zlib.compress(b"")), "refused")
    yield Upload("a png.jpg", encoded(photo(), "PNG"), "taken")


def cut_short() -> Iterator[Upload]:
    """Files that stopped on their way."""
    for kind in ("JPEG", "PNG", "WEBP"):
        whole = encoded(photo(), kind)
        for percent in (1, 5, 20, 50, 80, 95):
            part = whole[: len(whole) * percent // 100]
            yield Upload(f"{percent} percent.{kind.lower()}", part, "refused")
        yield Upload(f"one byte short.{kind.lower()}", whole[:-1], "either")


def moving() -> Iterator[Upload]:
    frames = [photo(), photo().rotate(180)]
    for kind in ("GIF", "PNG", "WEBP"):
        data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
        yield Upload(f"moving.{kind.lower()}", data, "refused")


def named() -> Iterator[Upload]:
    """Good pictures with names that mean harm."""
    jpeg = encoded(photo(), "JPEG")
    names = [
        "../../etc/passwd",
        "..\\..\\boot.ini",
        "/etc/passwd",
        "发票\u202egpj.exe",
        "a\x00.jpg",
    ]
    names += ["路" * 300 + ".jpg", "🚜🛣️.jpg", "", ".", "..", "CON", "a\r\nSet-Cookie: x=1.jpg"]
    names += ["<img src=x onerror=alert(1)>.jpg", "'; DROP TABLE document; --.jpg", "\ud800.jpg"]
    for name in names:
        yield Upload(name, jpeg, "taken")


def coloured() -> Iterator[Upload]:
    """Pictures in every way of colour, all of them honest."""
    grey16 = Image.frombytes("I;16", (64, 64), b"\x00\x80" * 4096)
    clear = photo(mode="P")
    yield Upload("cmyk.jpg", encoded(photo(mode="CMYK"), "JPEG"), "taken")
    yield Upload("grey.jpg", encoded(photo(mode="L"), "JPEG"), "taken")
    yield Upload("16 bit.png", encoded(grey16, "PNG"), "taken")
    for mode in ("1", "L", "LA", "P", "RGBA"):
        yield Upload(f"{mode}.png", encoded(photo(mode=mode), "PNG"), "taken")
    yield Upload("clear.png", encoded(clear, "PNG", transparency=0), "taken")
    yield Upload("lossless.webp", encoded(photo(mode="RGBA"), "WEBP", lossless=True), "taken")
    stereo = encoded(photo(), "MPO", save_all=True, append_images=[photo()])
    yield Upload("two views.jpg", stereo, "taken")
    yield Upload("one view lost.jpg", stereo[: stereo.rindex(b"\xff\xd8\xff")], "taken")
    yield Upload("1 px.png", encoded(photo((1, 1)), "PNG"), "taken")
    yield Upload("a line.png", encoded(photo((20000, 1)), "PNG"), "taken")


def told() -> Iterator[Upload]:
    """Pictures that tell where they were taken, and by whom."""
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">SECRETPLACE</x:xmpmeta>'
    profile = b"\x00\x00\x10\x00SECRETPLACE" + b"A" * 60_000
    for kind in ("JPEG", "PNG", "WEBP"):
        more: dict[str, Any] = {"xmp": xmp} if kind != "PNG" else {}
        data = encoded(photo(), kind, exif=exif(), icc_profile=profile, **more)
        yield Upload(f"gps.{kind.lower()}", data, "taken")
    note = PngImagePlugin.PngInfo()
    note.add_text("Comment", "SECRETPLACE", zip=True)
    note.add_itxt("XML:com.adobe.xmp", xmp.decode())
    yield Upload("note.png", encoded(photo(), "PNG", pnginfo=note), "taken")
    yield Upload("comment.jpg", with_comment(encoded(photo(), "JPEG"), b"SECRETPLACE"), "taken")
    yield Upload("tail.jpg", encoded(photo(), "JPEG") + b"SECRETPLACE" * 90, "taken")
    yield Upload("torn exif.jpg", encoded(photo(), "JPEG", exif=exif().tobytes()[:60]), "taken")


def turned() -> Iterator[Upload]:
    for orientation in (*range(1, 9), 0, 9, 65535):
        data = encoded(photo(), "JPEG", quality=95, exif=exif(orientation))
        yield Upload(f"turned {orientation}.jpg", data, "taken")
