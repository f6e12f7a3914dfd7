"""Training in PyTorch: prints the seconds that the steps took which it is asked for, and those of CPU.

usage: train_bench.py THREADS     a line of input is `NETWORK BATCH STEPS`, for instance `lenet 256 10`
"""

import sys
import time

import torch
import torchvision
from torch import nn


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10),
    )


class Training:
    """All images are one tensor; a batch is a choice of its rows."""

    def __init__(self, model, *image):
        self.model = model.train()
        self.images = torch.rand(10_000 if image[0] == 1 else 1_000, *image)
        self.labels = torch.randint(10, (len(self.images),))
        self.optimizer = torch.optim.SGD(model.parameters(), lr=0.01)

    def seconds(self, batch, steps):
        order = torch.randperm(len(self.images))
        total = torch.zeros(())
        start, cpu = time.perf_counter(), time.process_time()
        for step in range(steps):
            chosen = order[step * batch:(step + 1) * batch]
            self.optimizer.zero_grad()
            output = self.model(self.images[chosen])
            loss = nn.functional.cross_entropy(output, self.labels[chosen])
            loss.backward()
            self.optimizer.step()
            total += loss.detach() * len(chosen)
        total.item()
        return time.perf_counter() - start, time.process_time() - cpu


def main(threads):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    networks = {
        "lenet": Training(lenet(), 1, 28, 28),
        "resnet18": Training(torchvision.models.resnet18(num_classes=10), 3, 32, 32),
    }
    print(torch.__version__, flush=True)
    for line in sys.stdin:
        name, batch, steps = line.split()
        print(*networks[name].seconds(int(batch), int(steps)), flush=True)


main(int(sys.argv[1]))
