// A process of BullMQ's workers that do the tasks of a queue and tell, outside Redis, what they start and commit.
// Usage: node rival.mjs fill|work PORT SENTINEL DIRECTORY NAME SLOTS TASKS TTL_MILLIS WORK_MILLIS ; SENTINEL 0: PORT is Redis itself.
import { appendFileSync } from "node:fs";
import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";

const [what, port, sentinel, directory, name, slots, tasks, ttl, work] = process.argv.slice(2);
const TOKENS = 100;
const connection = {
    maxRetriesPerRequest: null,
    retryStrategy: () => 100,
    ...(sentinel === "0"
        ? { host: "127.0.0.1", port: Number(port) }
        : { name: "mymaster", sentinels: [{ host: "127.0.0.1", port: Number(sentinel) }], sentinelRetryStrategy: () => 100 }),
};
const queue = new Queue("tasks", { connection });
queue.on("error", () => {});
if (what === "fill") {
    const jobs = Array.from({ length: Number(tasks) }, (_, task) => ({ name: "task", data: { task }, opts: { jobId: `task-${task}` } }));
    await queue.addBulk(jobs);
    process.exit(0);
}
const redis = new Redis(connection);
redis.on("error", () => {});
const DRAW =
    "local spent = tonumber(redis.call('GET', KEYS[1]) or '0') if spent + tonumber(ARGV[1]) > tonumber(ARGV[2]) then return 0 end redis.call('INCRBY', KEYS[1], ARGV[1]) return 1";
const told = (word, task, tokens, owner) => appendFileSync(`${directory}/told.txt`, `${word} ${task} 0 ${tokens} ${owner}\n`);

for (let slot = 0; slot < Number(slots); slot++) {
    const owner = `${name}-${slot}`;
    new Worker(
        "tasks",
        async (job) => {
            const drawn = await redis.eval(DRAW, 1, "tokens", TOKENS, TOKENS * Number(tasks));
            told("started", job.data.task, drawn ? TOKENS : 0, owner);
            await new Promise((resolve) => setTimeout(resolve, Number(work)));
            told("committed", job.data.task, 0, owner);
        },
        { connection, lockDuration: Number(ttl), stalledInterval: Number(ttl), maxStalledCount: 100 },
    ).on("error", () => {});
}
for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    try {
        const counts = await queue.getJobCounts("waiting", "active", "delayed", "prioritized");
        if (Object.values(counts).every((count) => count === 0)) {
            break;
        }
    } catch {
        // Redis is away; looked at again.
    }
}
process.exit(0);
