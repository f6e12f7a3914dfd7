#!/usr/bin/env python3
"""Writes what TorchvisionTest and PredictCommandTest hold our networks against: torchvision's own.

    python3 tests/src/test/python/torchvision_fixtures.py

Needs torch and torchvision (Debian: apt install python3-torchvision). Written with torch 1.13 and torchvision 0.14.
"""
import contextlib
import json
import math
import pathlib
import zlib

import numpy as np
import torch
import torchvision.models as models
import torchvision.transforms as transforms
from PIL import Image
from torch import nn

FOLDER = pathlib.Path(__file__).parent.parent / "resources" / "cnnbook" / "models"
PHOTOS = pathlib.Path(__file__).parents[4] / "datasets" / "photos"
CLASSES = 10

# name: factor of all channels. Their weights are random and kept as files.
NARROW = {
    "alexnet": 1 / 32,
    "vgg11_bn": 1 / 64,
    "googlenet": 1 / 16,
    "resnet18": 1 / 16,
    "resnet50": 1 / 16,
    "densenet121": 1 / 16,
}

# What each was trained with: mean and deviation of the channels.
NORMALIZED = {
    "resnet18": ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
    "googlenet": ((0.5, 0.5, 0.5), (0.5, 0.5, 0.5)),
}

# Full width. Their weights are computed by a formula, here and in the test.
WIDE = """alexnet vgg11 vgg13 vgg16 vgg19 vgg11_bn vgg13_bn vgg16_bn vgg19_bn googlenet resnet18 resnet34 resnet50
resnet101 resnet152 resnext50_32x4d wide_resnet50_2 densenet121 densenet169 densenet201""".split()
TRAINED = {"resnet18": "conv1.weight", "googlenet": "conv1.conv.weight", "densenet121": "features.conv0.weight"}


def build(name, **options):
    if name == "googlenet":
        options |= {"aux_logits": False, "transform_input": False, "init_weights": False}
    return getattr(models, name)(weights=None, **options)


@contextlib.contextmanager
def narrowed(width):
    """Within it, layers have fewer channels, as NetworkBuilder.optWidth makes them; images and classes keep theirs."""

    def wide(count):
        return count if count in (3, CLASSES) else max(1, math.floor(count * width + 0.5))

    class Conv2d(nn.Conv2d):
        def __init__(self, inputs, outputs, *args, **options):
            super().__init__(wide(inputs), wide(outputs), *args, **options)

    class BatchNorm2d(nn.BatchNorm2d):
        def __init__(self, channels, *args, **options):
            super().__init__(wide(channels), *args, **options)

    class Linear(nn.Linear):
        def __init__(self, inputs, outputs, *args, **options):
            # Behind flattened maps, the maps are fewer and their pixels are not.
            pixels = {256 * 6 * 6: 36, 512 * 7 * 7: 49}.get(inputs, 1)
            super().__init__(wide(inputs // pixels) * pixels, wide(outputs), *args, **options)

    kept = nn.Conv2d, nn.BatchNorm2d, nn.Linear
    nn.Conv2d, nn.BatchNorm2d, nn.Linear = Conv2d, BatchNorm2d, Linear
    try:
        yield
    finally:
        nn.Conv2d, nn.BatchNorm2d, nn.Linear = kept


def narrow(name, width):
    if name.startswith("densenet"):
        maps = int(32 * width)
        return models.DenseNet(maps, (6, 12, 24, 16), 2 * maps, num_classes=CLASSES)
    with narrowed(width):
        return build(name, num_classes=CLASSES)


def write_narrow():
    torch.manual_seed(1)
    images = torch.randn(2, 3, 72, 96)
    results = {"input": images.numpy()}
    for name, width in NARROW.items():
        model = narrow(name, width)
        for key, value in model.state_dict().items():
            if value.dim() > 1:
                nn.init.kaiming_normal_(value)
            elif value.dtype == torch.float32:
                value.add_(torch.rand_like(value) * 0.5 - 0.25)
        model.train()
        with torch.no_grad():
            for _ in range(30):
                model(torch.randn(8, 3, 72, 96))
            model.eval()
            results[name] = model(images).numpy()
        np.savez_compressed(FOLDER / f"{name}.npz", **{k: v.numpy() for k, v in model.state_dict().items()})
        print(name, sum(v.numel() for v in model.state_dict().values()), results[name].std(), results[name][0])
    np.savez_compressed(FOLDER / "outputs.npz", **results)


def uniform(name, count):
    """Numbers in [0, 1): a hash of the name's checksum and the position."""
    z = np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9) + np.uint32(zlib.crc32(name.encode()))
    z = (z ^ (z >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    z = (z ^ (z >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    z = z ^ (z >> np.uint32(16))
    return (z >> np.uint32(8)).astype(np.float32) / np.float32(1 << 24)


def values(name, shape, normalization):
    u = uniform(name, math.prod(shape)).reshape(shape)
    if len(shape) > 1:
        bound = np.float32(math.sqrt(6 / math.prod(shape[1:])))
        return (2 * u - 1) * bound
    if name.endswith("running_var") or (normalization and name.endswith("weight")):
        # Small in residual branches: the sum over all blocks stays moderate.
        small = name.startswith("layer") and ".bn" in name and name.endswith("weight")
        return (u + np.float32(0.5)) * np.float32(0.6 if small else 1)
    return (2 * u - 1) * np.float32(0.25)


def computed(name, **options):
    model = build(name, **options).float()
    with torch.no_grad():
        for path, module in model.named_modules():
            normalization = isinstance(module, nn.BatchNorm2d)
            for key, tensor in module.state_dict(prefix=path + "." if path else "").items():
                if tensor.dtype == torch.float32 and not list(module.children()):
                    tensor.copy_(torch.from_numpy(values(key, tuple(tensor.shape), normalization)))
    return model


def images(*shape):
    return torch.from_numpy((2 * uniform("input", math.prod(shape)) - 1) * np.float32(math.sqrt(3))).reshape(shape)


def figures(logits):
    flat = logits.detach().double()
    return {
        "first": [round(float(v), 9) for v in flat[:, :8].flatten()],
        "sum": float(flat.sum()),
        "norm": float(flat.norm()),
    }


def write_wide():
    rows = []
    for name in WIDE:
        model = computed(name).eval()
        with torch.no_grad():
            for shape in ((1, 3, 224, 224), (2, 3, 160, 192)):
                logits = model(images(*shape))
                rows.append({"name": name, "training": False, "input": shape, **figures(logits)})
                print(name, shape, "std", float(logits.std()), "between images", float(logits.std(0).mean()))
    for name, parameter in TRAINED.items():
        model = computed(name).train()
        for module in model.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0
        shape = (4, 3, 96, 64)
        logits = model(images(*shape))
        loss = nn.functional.cross_entropy(logits, torch.tensor([7, 99, 512, 3]))
        loss.backward()
        gradient = dict(model.named_parameters())[parameter].grad.double().norm()
        statistics = next(m for m in model.modules() if isinstance(m, nn.BatchNorm2d))
        row = {"name": name, "training": True, "input": shape, **figures(logits)}
        row |= {"loss": float(loss), "parameter": parameter, "gradient": float(gradient)}
        row |= {"runningVariance": float(statistics.running_var.double().norm())}
        print(name, "training", float(logits.std()), float(loss), float(gradient))
        rows.append(row)
    (FOLDER / "torchvision.json").write_text("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n")


def probabilities(model, normalized, photo):
    """Of all classes, as torchvision's pretrained models are used."""
    steps = transforms.Resize(256), transforms.CenterCrop(224), transforms.ToTensor(), transforms.Normalize(*normalized)
    image = transforms.Compose(steps)(Image.open(PHOTOS / photo).convert("RGB"))
    with torch.no_grad():
        return model(image[None])[0].softmax(0)


def write_predictions():
    rows = []
    for name, normalized in NORMALIZED.items():
        model = narrow(name, NARROW[name]).eval()
        state = np.load(FOLDER / f"{name}.npz")
        model.load_state_dict({k: torch.from_numpy(v) for k, v in state.items()})
        for photo in ("cat.jpg", "coffee.jpg", "camera.png"):
            best = probabilities(model, normalized, photo).topk(5)
            rows.append({"name": name, "photo": photo, "width": NARROW[name]})
            rows[-1] |= {"classes": best.indices.tolist(), "probabilities": best.values.tolist()}
            print(rows[-1])
    (FOLDER / "predictions.json").write_text("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n")


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    write_narrow()
    write_wide()
    write_predictions()
