"""Files in stores: addresses, an S3-like server, objects that vanish, refusals. The server is local, in memory."""

import http.server
import logging
import os
import pickle
import socket
import threading
from pathlib import Path

import pytest

from tests.sources.zips import FORM, zipped
from xladdin import reader, sources
from xladdin.errors import XladdinError
from xladdin.reader.discover import find_files
from xladdin.sources import RemotePath, SourceError, address

fsspec = pytest.importorskip("fsspec")
FORM_DATA = FORM.read_bytes()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("s3://桶/甲/表.xlsx", "s3://桶/甲/表.xlsx"),
        ("hdfs://主机:8020/甲//表.xlsx", "hdfs://主机:8020/甲/表.xlsx"),
        ("zip://甲/表.xlsx::s3://桶/填报.zip", "s3://桶/填报.zip/甲/表.xlsx"),
        ("zip://*.xlsx::填报.zip", str(Path("填报.zip/*.xlsx"))),
        ("file:///tmp/甲/表.xlsx", str(Path("/tmp/甲/表.xlsx"))),
        ("file:///tmp/%E7%94%B2.xlsx", str(Path("/tmp/甲.xlsx"))),
        ("填报/甲.xlsx", str(Path("填报/甲.xlsx"))),
    ],
)
def test_addresses_are_shown_as_they_are_written(text, shown):
    path = address(text)
    assert str(path) == str(pickle.loads(pickle.dumps(path))) == str(address(str(path))) == shown
    assert isinstance(path, RemotePath) == ("://" in shown)
    assert (path.parent / path.name, path.suffix) == (path, ".xlsx")


def test_an_address_in_another_than_a_zips_means_nothing():
    with pytest.raises(XladdinError):
        address("tar://a.xlsx::s3://桶/a.tar")


@pytest.fixture
def memory():
    store = fsspec.filesystem("memory")
    store.pipe(
        {
            "/x填报/甲/表.xlsx": FORM_DATA,
            "/x填报/甲/~$表.xlsx": b"a",
            "/x填报/.git/表.xlsx": b"a",
            "/x填报/乙.zip": zipped({"丙/表.xlsx": FORM_DATA}, "gbk"),
        }
    )
    yield store
    store.rm("/x填报", recursive=True)


def test_a_store_is_walked_like_a_folder(memory):
    found = find_files(["memory://x填报"])
    assert [str(path) for path in found.files] == ["memory://x填报/乙.zip/丙/表.xlsx", "memory://x填报/甲/表.xlsx"]
    assert [one.path.name for one in found.left_out] == ["表.xlsx", "~$表.xlsx"]
    assert {reader.read(path).sha256 for path in found.files} == {reader.read(FORM).sha256}


@pytest.mark.parametrize("text", ["memory://x填报/甲/表.xlsx", "memory://x填报/*/表.xlsx", "memory://x填报/甲"])
def test_a_file_a_pattern_and_a_folder_of_a_store(memory, text):
    assert "memory://x填报/甲/表.xlsx" in map(str, find_files([text]).files)


def test_a_folder_in_a_zip_of_a_store(memory):
    for text in ("memory://x填报/乙.zip/丙", "zip://丙/*.xlsx::memory://x填报/乙.zip"):
        assert [path.name for path in find_files([text]).files] == ["表.xlsx"]


@pytest.mark.parametrize("text", ["memory://没有", "没有这种://a", "memory://x填报/没有.xlsx"])
def test_an_address_without_files_is_refused(memory, text):
    with pytest.raises(XladdinError):
        find_files([text])


def test_a_package_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "fsspec.core", None)
    with pytest.raises(XladdinError, match=r"xladdin\[remote\]"):
        find_files(["s3://桶/甲"])


@pytest.fixture(scope="module")
def s3():
    """A server that speaks S3, and the store that fsspec makes of it."""
    server = pytest.importorskip("moto.server")
    pytest.importorskip("s3fs")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    running = server.ThreadedMotoServer(port=0)
    running.start()
    host, port = running.get_host_and_port()
    settings = {
        "FSSPEC_S3_ENDPOINT_URL": f"http://{host}:{port}",
        "FSSPEC_S3_KEY": "a",
        "FSSPEC_S3_SECRET": "b",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    before = dict(os.environ)
    os.environ.update(settings)
    fsspec.config.set_conf_env(fsspec.config.conf)
    store = fsspec.filesystem("s3")
    store.mkdir("forms")
    store.mkdir("empty")
    yield store
    os.environ.clear()
    os.environ.update(before)
    fsspec.config.conf.clear()
    running.stop()


@pytest.fixture
def forms(s3):
    s3.pipe({f"forms/甲县/{n}.xlsx": FORM_DATA for n in range(3)})
    s3.pipe("forms/乙.zip", zipped({"丙/表.xlsx": FORM_DATA}, "gbk"))
    s3.invalidate_cache()
    yield s3
    s3.rm("forms/甲县", recursive=True)


def test_objects_are_forms(forms):
    found = find_files(["s3://forms"])
    assert [str(path) for path in found.files] == [
        "s3://forms/乙.zip/丙/表.xlsx",
        *(f"s3://forms/甲县/{n}.xlsx" for n in range(3)),
    ]
    assert not any(reader.read(path).faults for path in found.files)


def test_an_object_that_vanishes_is_a_finding_of_that_file(forms):
    files = find_files(["s3://forms/甲县"]).files
    forms.rm_file("forms/甲县/1.xlsx")
    assert [bool(reader.read(path).faults) for path in files] == [False, True, False]
    with pytest.raises(SourceError, match="missing"):
        sources.load(files[1], 1 << 20)


def test_an_empty_object_is_an_empty_file(forms):
    forms.touch("forms/甲县/空.xlsx")
    with pytest.raises(SourceError, match="empty"):
        sources.load(address("s3://forms/甲县/空.xlsx"), 100)


def test_an_object_too_large_is_not_read(forms):
    with pytest.raises(SourceError, match="file-too-large"):
        sources.load(address("s3://forms/甲县/0.xlsx"), 100)


@pytest.mark.parametrize("text", ["s3://empty", "s3://forms/没有", "s3://没有这个桶/甲"])
def test_an_empty_prefix_and_an_unknown_bucket_are_sentences(forms, text):
    with pytest.raises(XladdinError):
        find_files([text])


class _Refusing(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
        self.send_response(403)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_HEAD(self):
        self.do_GET()

    def log_message(self, *_):
        pass


@pytest.fixture
def elsewhere(s3, monkeypatch):
    """Sends what is asked of S3 to another server."""

    def send(port: int) -> None:
        monkeypatch.setattr(type(s3), "retries", 1)
        monkeypatch.setitem(fsspec.config.conf["s3"], "config_kwargs", {"retries": {"max_attempts": 0}})
        monkeypatch.setitem(fsspec.config.conf["s3"], "endpoint_url", f"http://127.0.0.1:{port}")

    return send


def test_access_refused_is_a_sentence_and_a_finding(elsewhere):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Refusing) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        elsewhere(server.server_port)
        assert len(reader.read(address("s3://forms/甲县/0.xlsx")).faults) == 1
        with pytest.raises(SourceError, match="refused"):
            sources.load(address("s3://forms/甲县/0.xlsx"), 100)
        with pytest.raises(XladdinError, match="没有权限"):
            find_files(["s3://forms/甲县"])
        server.shutdown()


def test_a_store_that_does_not_answer_is_a_sentence_and_a_finding(elsewhere):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        elsewhere(taken.getsockname()[1])
        assert len(reader.read(address("s3://forms/甲县/0.xlsx")).faults) == 1
        with pytest.raises(XladdinError):
            find_files(["s3://forms/甲县"])
