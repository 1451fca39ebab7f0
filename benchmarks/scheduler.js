// An object-heavy program: an operating-system-like scheduler with queues, packets and polymorphic tasks.
const IDLE = 0, WORKER = 1, HANDLER_A = 2, HANDLER_B = 3, DEVICE_A = 4, DEVICE_B = 5;
const TASKS = 6;
const DEVICE_PACKET = 0, WORK_PACKET = 1;
const RUNNABLE = 0, WAITING = 1, HELD = 2;

class Packet {
  constructor(link, id, kind) {
    this.link = link;
    this.id = id;
    this.kind = kind;
    this.datum = 0;
    this.data = [0, 0, 0, 0];
  }

  appendTo(queue) {
    this.link = null;
    if (queue === null) return this;
    let tail = queue;
    while (tail.link !== null) tail = tail.link;
    tail.link = this;
    return queue;
  }
}

class Task {
  constructor(scheduler, id, priority, queue) {
    this.scheduler = scheduler;
    this.id = id;
    this.priority = priority;
    this.queue = queue;
    this.state = queue === null ? WAITING : RUNNABLE;
    this.next = null;
  }

  enqueue(packet, current) {
    if (this.queue === null) {
      this.queue = packet.appendTo(null);
      if (this.state === WAITING) this.state = RUNNABLE;
      if (this.priority > current.priority) return this;
    } else {
      this.queue = packet.appendTo(this.queue);
    }
    return current;
  }

  takePacket() {
    const packet = this.queue;
    if (packet !== null) this.queue = packet.link;
    return packet;
  }

  wait() {
    if (this.queue === null) this.state = WAITING;
    return this;
  }
}

class IdleTask extends Task {
  constructor(scheduler, count) {
    super(scheduler, IDLE, 0, null);
    this.seed = 1;
    this.count = count;
    this.state = RUNNABLE;
  }

  run() {
    this.count--;
    if (this.count === 0) {
      this.state = HELD;
      return this.next;
    }
    if ((this.seed & 1) === 0) {
      this.seed = this.seed >> 1;
      return this.scheduler.release(DEVICE_A);
    }
    this.seed = (this.seed >> 1) ^ 0xd008;
    return this.scheduler.release(DEVICE_B);
  }
}

class DeviceTask extends Task {
  constructor(scheduler, id, priority) {
    super(scheduler, id, priority, null);
    this.pending = null;
  }

  run() {
    const packet = this.takePacket();
    if (packet === null) {
      if (this.pending === null) return this.wait().next;
      const sent = this.pending;
      this.pending = null;
      return this.scheduler.send(sent);
    }
    this.pending = packet;
    this.scheduler.held++;
    this.state = HELD;
    return this.next;
  }
}

class HandlerTask extends Task {
  constructor(scheduler, id, priority, queue) {
    super(scheduler, id, priority, queue);
    this.work = null;
    this.devices = null;
  }

  run() {
    const packet = this.takePacket();
    if (packet !== null) {
      if (packet.kind === WORK_PACKET) this.work = packet.appendTo(this.work);
      else this.devices = packet.appendTo(this.devices);
    }
    if (this.work !== null) {
      const work = this.work;
      const count = work.datum;
      if (count >= 4) {
        this.work = work.link;
        return this.scheduler.send(work);
      }
      if (this.devices !== null) {
        const device = this.devices;
        this.devices = device.link;
        device.datum = work.data[count];
        work.datum = count + 1;
        return this.scheduler.send(device);
      }
    }
    return this.wait().next;
  }
}

class WorkerTask extends Task {
  constructor(scheduler, priority, queue) {
    super(scheduler, WORKER, priority, queue);
    this.target = HANDLER_A;
    this.letter = 0;
  }

  run() {
    const packet = this.takePacket();
    if (packet === null) return this.wait().next;
    this.target = this.target === HANDLER_A ? HANDLER_B : HANDLER_A;
    packet.id = this.target;
    packet.datum = 0;
    for (let i = 0; i < packet.data.length; i++) {
      this.letter = this.letter === 26 ? 1 : this.letter + 1;
      packet.data[i] = this.letter;
    }
    return this.scheduler.send(packet);
  }
}

class Scheduler {
  constructor() {
    this.table = new Array(TASKS).fill(null);
    this.list = null;
    this.current = null;
    this.sent = 0;
    this.held = 0;
  }

  add(task) {
    task.next = this.list;
    this.list = task;
    this.table[task.id] = task;
  }

  release(id) {
    const task = this.table[id];
    if (task.state === HELD) task.state = RUNNABLE;
    return task.priority > this.current.priority ? task : this.current;
  }

  send(packet) {
    const task = this.table[packet.id];
    this.sent++;
    packet.id = this.current.id;
    return task.enqueue(packet, this.current);
  }

  run() {
    this.current = this.list;
    while (this.current !== null) {
      if (this.current.state === RUNNABLE) this.current = this.current.run();
      else this.current = this.current.next;
    }
  }
}

function schedule(rounds) {
  const scheduler = new Scheduler();
  scheduler.add(new IdleTask(scheduler, rounds));
  let queue = new Packet(null, WORKER, WORK_PACKET);
  queue = new Packet(queue, WORKER, WORK_PACKET);
  scheduler.add(new WorkerTask(scheduler, 1000, queue));
  for (const [handler, device, priority] of [[HANDLER_A, DEVICE_A, 2000], [HANDLER_B, DEVICE_B, 3000]]) {
    let packets = new Packet(null, device, DEVICE_PACKET);
    packets = new Packet(packets, device, DEVICE_PACKET);
    packets = new Packet(packets, device, DEVICE_PACKET);
    scheduler.add(new HandlerTask(scheduler, handler, priority, packets));
  }
  scheduler.add(new DeviceTask(scheduler, DEVICE_A, 4000));
  scheduler.add(new DeviceTask(scheduler, DEVICE_B, 5000));
  scheduler.run();
  return scheduler.sent * 100003 + scheduler.held;
}

exports.run = function run() {
  let checksum = 0;
  for (let i = 0; i < 200; i++) checksum = (checksum + schedule(10000)) | 0;
  return checksum;
};
