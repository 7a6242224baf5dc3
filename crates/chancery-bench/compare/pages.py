"""Pages a second of trafilatura over the pages of a folder, to lay beside `chancery-bench formats html FOLDER`.

    python3 -m venv /tmp/trafilatura
    /tmp/trafilatura/bin/pip install trafilatura lxml_html_clean
    /tmp/trafilatura/bin/python crates/chancery-bench/compare/pages.py FOLDER

Each page is read once before the clock starts; reading goes on for ten seconds. Without trafilatura it says so and ends well.
"""

import pathlib
import sys
import time

MEASURED_S = 10


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: pages.py FOLDER", file=sys.stderr)
        return 2
    try:
        import trafilatura
    except ImportError as error:
        print(f"skipped: trafilatura is not installed ({error})")
        return 0
    pages = [path.read_bytes() for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.html"))]
    if not pages:
        print(f"error: there are no pages (.html) in {sys.argv[1]}", file=sys.stderr)
        return 1
    for page in pages:
        trafilatura.extract(page)
    read = size = 0
    started = time.perf_counter()
    while time.perf_counter() - started < MEASURED_S:
        for page in pages:
            trafilatura.extract(page)
            read += 1
            size += len(page)
    seconds = time.perf_counter() - started
    print(f"trafilatura {trafilatura.__version__}, {len(pages)} pages: {read / seconds:.0f} pages/s, {size / seconds / 1e6:.1f} MB/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
