from trajectoires.jobs.services.once import each_once
from trajectoires.jobs.services.queue import enqueue, forget_finished, take_up_stalled, task

__all__ = ["each_once", "enqueue", "forget_finished", "take_up_stalled", "task"]
