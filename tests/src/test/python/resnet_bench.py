"""torchvision's ResNet-18: prints the milliseconds of each step it is asked for on standard input.

usage: resnet_bench.py THREADS BATCH SIZE     a line of input is `forward` or `train`
"""

import sys
import time

import torch
import torchvision


def main(threads, batch, size):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    model = torchvision.models.resnet18()
    x = torch.randn(batch, 3, size, size)
    labels = torch.arange(batch)
    print(torch.__version__, flush=True)
    for step in sys.stdin:
        start = time.perf_counter()
        if step.strip() == "forward":
            with torch.no_grad():
                model.eval()(x).sum().item()
        else:
            loss = torch.nn.functional.cross_entropy(model.train()(x), labels)
            loss.backward()
            loss.item()
        print((time.perf_counter() - start) * 1000, flush=True)


main(*map(int, sys.argv[1:]))
