"""PDFs that mean harm, written byte by byte."""

import io
import zlib
from collections.abc import Iterator

from PIL import Image

PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {w} {h}] /Contents 4 0 R {more} >>"


def pdf(
    content: bytes = b"1 0 0 rg 20 20 60 60 re f",
    *,
    root: str = "",
    page: str = "",
    size: tuple[object, object] = (200, 100),
    pages: int = 1,
    more: tuple[bytes, ...] = (),
    trailer: str = "",
    packed: bool = False,
) -> bytes:
    """A PDF with one page, shown `pages` times; `more` are objects from number 5 on."""
    if packed:
        content = zlib.compress(content, 9)
    head = f"<< /Length {len(content)} {'/Filter /FlateDecode' if packed else ''} >>"
    kids = "3 0 R " * pages
    objects = (
        f"<< /Type /Catalog /Pages 2 0 R {root} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        PAGE.format(w=size[0], h=size[1], more=page).encode(),
        head.encode() + b"\nstream\n" + content + b"\nendstream",
        *more,
    )
    return _assembled(objects, trailer)


def _assembled(objects: tuple[bytes, ...], trailer: str) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {count} /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode()


def worded(text: str) -> bytes:
    """A PDF with a line of Latin text."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    content = f"BT /F1 12 Tf 10 50 Td ({text}) Tj ET".encode()
    return pdf(content, page="/Resources << /Font << /F1 5 0 R >> >>", more=(font,))


def noted(text: str) -> bytes:
    """A PDF with the text in a note, and its reverse in a field of a form."""
    note = f"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents ({text}) >>"
    field = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Rect [0 0 9 9]"
    more = (note.encode(), f"{field} /V ({text[::-1]}) >>".encode())
    return pdf(page="/Annots [5 0 R 6 0 R]", more=more)


def locked() -> bytes:
    """A PDF that asks for a password: its keys are nonsense, so no password opens it."""
    encrypt = f"/Encrypt 5 0 R /ID [<{'00' * 16}> <{'00' * 16}>]"
    body = f"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{'11' * 32}> /U <{'22' * 32}> >>"
    return pdf(more=(body.encode(),), trailer=encrypt)


def nested(depth: int, width: int) -> bytes:
    """Drawings within drawings: `width` to the power of `depth` rectangles on one page."""
    forms = []
    for level in range(depth):
        last = level == depth - 1
        content = b"0 0 9 9 re f " * width if last else b"/X Do " * width
        inner = "" if last else f"/Resources << /XObject << /X {6 + level} 0 R >> >>"
        head = f"<< /Type /XObject /Subtype /Form /BBox [0 0 100 100] {inner}"
        forms.append(
            f"{head} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"
        )
    return pdf(b"/X Do", page="/Resources << /XObject << /X 5 0 R >> >>", more=tuple(forms))


def huge_image() -> bytes:
    head = "<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8"
    body = zlib.compress(bytes(1 << 20), 9)
    image = f"{head} /ColorSpace /DeviceRGB /Filter /FlateDecode /Length {len(body)} >>\nstream\n"
    more = (image.encode() + body + b"\nendstream",)
    return pdf(
        b"200 0 0 100 0 0 cm /X Do", page="/Resources << /XObject << /X 5 0 R >> >>", more=more
    )


def scanned() -> bytes:
    file = io.BytesIO()
    Image.linear_gradient("L").resize((620, 877)).convert("RGB").save(file, "PDF", resolution=75)
    return file.getvalue()


def papers() -> Iterator[tuple[str, bytes, str]]:
    """Name, bytes and fate of each."""
    script = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    launch = "/OpenAction << /S /Launch /F (/bin/sh) >>"
    held = b"<< /Type /EmbeddedFile /Length 4 >>\nstream\nMZ\x90\x00\nendstream"
    names = "/Names << /EmbeddedFiles << /Names [(a.exe) << /EF << /F 5 0 R >> >>] >> >>"
    loop = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"
    plain = pdf()
    yield "scan.pdf", scanned(), "taken"
    yield "javascript.pdf", pdf(root=script), "taken"
    yield "launch.pdf", pdf(root=launch), "taken"
    yield "link.pdf", pdf(root="/OpenAction << /S /URI /URI (http://evil.example) >>"), "taken"
    yield "embedded.pdf", pdf(root=names, more=(held,)), "taken"
    yield "locked.pdf", locked(), "refused"
    yield "10000 pages.pdf", pdf(pages=10_000), "refused"
    yield "no pages.pdf", pdf(pages=0), "refused"
    yield "half.pdf", plain[: len(plain) // 2], "either"
    yield "head only.pdf", b"%PDF-1.7\n", "refused"
    yield "noise.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40, "refused"
    yield "page.pdf", b"%PDF-1.7\n<html><script>x()</script>" + plain, "refused"
    yield "pdf then page.pdf", plain + b"<html><script>x()</script></html>", "refused"
    yield "page then pdf.pdf", b"<html><script>x()</script>" + plain, "refused"
    yield "miles.pdf", pdf(size=(10**9, 10**9)), "either"
    yield "thin.pdf", pdf(size=(10**6, 1)), "either"
    yield "no size.pdf", pdf(size=(0, 0)), "either"
    yield "minus.pdf", pdf(size=(-100, "nan")), "either"
    yield "bomb.pdf", pdf(b"q " * 5_000_000, packed=True), "either"
    yield "nested.pdf", nested(9, 12), "either"
    yield "huge image.pdf", huge_image(), "either"
    yield "loop.pdf", plain.replace(b"/Kids [3 0 R ]", b"/Kids [2 0 R ]"), "either"
    yield "two loops.pdf", _assembled((b"<< /Type /Catalog /Pages 2 0 R >>", loop), ""), "either"
