"""Models from a folder or from the hub: found, read once in a process, and told apart from each other.

Weights are read as safetensors, or by torch's loader for weights alone: no file of a model may run code, and a model
that brings its own code is not loaded. A model whose files lack some of its weights is damaged or of another kind; the
libraries would make such weights up.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pickle import UnpicklingError
from typing import Any, NamedTuple

from checker.errors import CheckerError
from checker.measures.neural.batches import is_memory
from checker.measures.neural.options import ModelOptions

WEIGHTS = ("*.safetensors", "*.bin", "*.ckpt", "*.pt")
"""Files that hold weights, those first that are read first."""

_SETTINGS = ("*.json", "*.yaml", "*.txt", "*.model")
_UNREAD = ["*.onnx", "*.onnx_data", "onnx/*", "openvino/*", "*.h5", "*.msgpack", "*.gguf", "*.tflite", "*.ot"]
_NOT_INSTALLED = (
    "The package {} is not installed: measures by models need the extra, pip install 'translation-checker[neural]'."
)
_BLOCK, _BLOCKS = 1 << 16, 64
_KEPT = 4


class Loaded(NamedTuple):
    """A model that is ready to be asked: a transformers tokenizer, a torch module on a device, that torch device."""

    tokenizer: Any
    model: Any
    device: Any


def torch() -> Any:
    """The module torch. Raises CheckerError where it is not installed."""
    return _imported("torch")


def transformers() -> Any:
    """The module transformers. Raises CheckerError where it is not installed."""
    torch()
    return _imported("transformers")


def model(options: ModelOptions, kind: str, tokenizer: str = "", spare: tuple[str, ...] = ()) -> Loaded:
    """The model that options name, in evaluation mode; the same one where it is asked for again.

    kind: the name of a class of transformers, "AutoModel". tokenizer: a folder or hub name where it is not the model's.
    spare: beginnings of names of weights that nothing needs, and that may be missing.

    Raises CheckerError where model or package are not to be had, and where the files are damaged or of another kind.
    """
    place = folder(options.model, options.revision)
    words = folder(tokenizer, weights=False) if tokenizer else place
    return _model(place, words, kind, str(device(options.device)), options.dtype, spare)


def demand(options: ModelOptions) -> None:
    """Raises CheckerError, before anything large is read, where a package is missing or a folder holds no model."""
    for package in ("torch", "transformers"):
        if find_spec(package) is None:
            raise CheckerError(_NOT_INSTALLED.format(package))
    _demand_files(folder(options.model, options.revision))


def device(name: str) -> Any:
    """The torch device of "auto", "cpu" or "cuda". Raises CheckerError where there is no GPU but one is asked for."""
    found = torch().cuda.is_available()
    if name == "cuda" and not found:
        raise CheckerError('torch finds no GPU that it can use: choose device = "cpu", or "auto".')
    return torch().device("cuda" if found and name != "cpu" else "cpu")


def dtype(name: str, on: Any) -> Any:
    """The torch dtype of "auto", "float32", "bfloat16" or "float16" on a device."""
    if name == "auto":
        name = "bfloat16" if on.type == "cuda" and torch().cuda.is_bf16_supported() else "float32"
    return getattr(torch(), name)


@lru_cache(maxsize=64)
def folder(name: str, revision: str = "", weights: bool = True) -> Path:
    """The folder with the files of a model: the one named, or a copy of what the hub has under that name.

    weights: whether those are needed; without them only settings and the tokenizer are fetched.

    Raises CheckerError, in one sentence, where there is none.
    """
    local = Path(name).expanduser()
    if local.is_dir():
        return local
    if local.exists() or name.startswith(("/", ".", "~")) or name.count("/") != 1:
        raise CheckerError(f"There is no folder {name!r} with a model: name one, or a model of the hub, as owner/name.")
    transformers()
    return _from_hub(name, revision, weights)


def settings(place: Path, file: str = "config.json") -> Mapping[str, Any]:
    """What a JSON file of a model says; empty where it has no such file. Raises CheckerError for a broken one."""
    told = parsed(place / file) if (place / file).is_file() else {}
    if not isinstance(told, dict):
        raise CheckerError(f"The file {place / file} of the model cannot be read: it holds no table of settings.")
    return told


def parsed(path: Path) -> Any:
    """What a JSON file of a model holds. Raises CheckerError for a broken one."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CheckerError(f"The file {path} of the model cannot be read: {first_line(error)}.") from None


def tensors(path: Path) -> Mapping[str, Any]:
    """The weights of one file, by name, on the CPU. Raises CheckerError where it is damaged or holds anything else."""
    try:
        if path.suffix == ".safetensors":
            found: Any = import_module("safetensors.torch").load_file(path)
        else:
            found = torch().load(path, map_location="cpu", weights_only=True)
    except UnpicklingError:
        raise CheckerError(
            f"The weights {path} are refused: they are damaged, or to read them would run code."
        ) from None
    except Exception as error:
        raise CheckerError(f"The weights {path} cannot be read: {first_line(error)}.") from None
    if not isinstance(found, Mapping):
        raise CheckerError(f"The weights {path} cannot be read: the file holds no table of weights.")
    return found


def signature(options: ModelOptions, **told: object) -> str:
    """A line that tells one model from another: its name, the hub's commit or a digest of its files, what else counts.

    told: further options that change a number, by name.
    """
    place = folder(options.model, options.revision)
    known = place.parent.name == "snapshots"  # a copy of the hub's is named by its commit
    fields = [options.model if known else place.resolve().name, place.name[:12] if known else digest(place)]
    if options.dtype != "auto":
        fields.append(options.dtype)
    return ",".join([*fields, *(f"{name}:{value}" for name, value in told.items())])


@cache
def digest(place: Path) -> str:
    """Twelve hexadecimal digits of a SHA-256 of a folder's settings and weights.

    Of each file of weights its size and 64 blocks, evenly spread: all of a large one would take minutes to read.
    """
    found = sha256()
    patterns = [f"{depth}{pattern}" for depth in ("", "*/") for pattern in (*_SETTINGS, *WEIGHTS)]
    paths = [path for pattern in patterns for path in sorted(place.glob(pattern)) if path.is_file()]
    for path in paths:
        size = path.stat().st_size
        found.update(f"{path.relative_to(place).as_posix()} {size}\n".encode())
        with path.open("rb") as file:
            for start in range(0, size, max(_BLOCK, size // _BLOCKS)):
                file.seek(start)
                found.update(file.read(_BLOCK))
    return found.hexdigest()[:12]


@lru_cache(maxsize=_KEPT)
def _model(place: Path, words: Path, kind: str, on: str, precision: str, spare: tuple[str, ...]) -> Loaded:
    chosen = torch().device(on)
    library = transformers()
    _demand_files(place)
    with silenced(library):
        try:
            tokenizer = library.AutoTokenizer.from_pretrained(words, local_files_only=True)
        except Exception as error:
            raise CheckerError(f"The tokenizer in {words} cannot be read: {first_line(error)}.") from None
        try:
            maker = getattr(library, kind)
            _demand_kind(place, kind, maker)
            loaded, report = maker.from_pretrained(
                place,
                dtype=dtype(precision, chosen),
                local_files_only=True,
                ignore_mismatched_sizes=True,  # told by the report, in a sentence
                output_loading_info=True,
            )
            _demand_weights(place, kind, report, spare)
            return Loaded(tokenizer, loaded.to(chosen).eval(), chosen)
        except CheckerError:
            raise
        except Exception as error:
            raise CheckerError(_trouble(place, on, error)) from None


def _trouble(place: Path, on: str, error: Exception) -> str:
    if is_memory(error):
        return f"The model in {place} does not fit the memory of the device {on}: choose a smaller one."
    return f"The model in {place} cannot be read, so its files are damaged or of another kind: {first_line(error)}."


def _demand_files(place: Path) -> None:
    if not (place / "config.json").is_file():
        raise CheckerError(f"The folder {place} holds no model of transformers: its config.json is missing.")
    if not any(path for pattern in WEIGHTS for path in place.glob(pattern)):
        raise CheckerError(f"The folder {place} holds no weights: a file *.safetensors or *.bin is missing.")
    settings(place)


def _demand_kind(place: Path, kind: str, maker: Any) -> None:
    """Raises where a class that reads one type of model is given another: it would take what has the same name."""
    expected = getattr(getattr(maker, "config_class", None), "model_type", None)
    found = settings(place).get("model_type")
    if expected and found != expected:
        raise CheckerError(
            f"The model in {place} is of the type {found!r}, where one of the type {expected!r} is read."
        )


def _demand_weights(place: Path, kind: str, report: Mapping[str, Any], spare: tuple[str, ...]) -> None:
    missing = sorted(name for name in report["missing_keys"] if not (spare and name.startswith(spare)))
    wrong = sorted(str(found[0] if isinstance(found, tuple) else found) for found in report.get("mismatched_keys", ()))
    if missing or wrong:
        raise CheckerError(
            f"The model in {place} is damaged or no {kind}: of its weights {len(missing) + len(wrong)} are "
            f"missing or of another size, such as {(missing + wrong)[0]}."
        )


def _from_hub(name: str, revision: str, weights: bool) -> Path:
    """The hub's copy in the cache; weights other than safetensors are fetched only where there are none of those."""
    from huggingface_hub import snapshot_download

    skipped = WEIGHTS[1:] if weights else WEIGHTS
    with silenced(transformers()):
        try:
            place = Path(snapshot_download(name, revision=revision or None, ignore_patterns=[*_UNREAD, *skipped]))
            if weights and not any(place.rglob(WEIGHTS[0])):
                place = Path(snapshot_download(name, revision=revision or None, ignore_patterns=_UNREAD))
        except Exception as error:
            at = f" at {revision}" if revision else ""
            raise CheckerError(
                f"The model {name!r}{at} is no folder here and cannot be had from the hub: {first_line(error)}."
            ) from None
    return place


@contextmanager
def silenced(library: Any) -> Iterator[None]:
    """Without the progress bars and warnings of the libraries: only the command line prints."""
    from huggingface_hub.utils import are_progress_bars_disabled, disable_progress_bars, enable_progress_bars

    logging = library.utils.logging
    level, bars, hub_bars = logging.get_verbosity(), logging.is_progress_bar_enabled(), are_progress_bars_disabled()
    logging.set_verbosity(logging.CRITICAL)
    logging.disable_progress_bar()
    disable_progress_bars()
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()
        if not hub_bars:
            enable_progress_bars()


def _imported(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise CheckerError(_NOT_INSTALLED.format(name)) from None


def first_line(error: Exception) -> str:
    """What an error says, up to the end of its first line or sentence."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    said = lines[0] if lines else type(error).__name__
    return said.split(". ")[0].rstrip(".: ")
