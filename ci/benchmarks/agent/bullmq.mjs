// Workers of BullMQ that take tasks, do nothing for a while, and end them: one worker a slot, as an agent is.
// Usage: node bullmq.mjs PORT WORKERS TASKS MILLIS WARM_UP ; prints the same line of JSON as Contend.java.
import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";

const [port, workers, tasks, millis, warmUp] = process.argv.slice(2).map(Number);
const connection = { host: "127.0.0.1", port, maxRetriesPerRequest: null };
const redis = new Redis(connection);

async function contend(name, count, work) {
    const queue = new Queue(name, { connection });
    const jobs = Array.from({ length: count }, (_, number) => ({ name: "task", data: { number } }));
    for (let at = 0; at < count; at += 1000) {
        await queue.addBulk(jobs.slice(at, at + 1000));
    }
    await redis.config("RESETSTAT");
    const taken = [];
    let done = 0;
    let begun;
    let finish;
    const finished = new Promise((resolve) => (finish = resolve));
    const started = process.hrtime.bigint();
    const slots = Array.from({ length: workers }, () => {
        let last = started;
        return new Worker(
            name,
            async () => {
                let worked = 0n;
                if (work > 0) {
                    const at = process.hrtime.bigint();
                    await new Promise((resolve) => setTimeout(resolve, work));
                    worked = process.hrtime.bigint() - at; // A timer may ring late; that is not counted.
                }
                const now = process.hrtime.bigint();
                taken.push(Number(now - last - worked) / 1000);
                last = now;
                begun ??= now;
            },
            { connection, lockDuration: 30000 },
        ).on("completed", () => ++done === count && finish());
    });
    await finished;
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    const stats = await redis.info("commandstats");
    await Promise.all(slots.map((worker) => worker.close(true)));
    await queue.close();
    return { seconds, taken: taken.sort((a, b) => a - b), stats };
}

await contend("warm-up", warmUp, 0);
const { seconds, taken, stats } = await contend("timed", tasks, millis);
let scripts = 0;
let calls = 0;
for (const [, command, count] of stats.matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm)) {
    if (!/^(info|config|replconf)/.test(command)) {
        calls += Number(count);
        scripts += /^eval/.test(command) ? Number(count) : 0;
    }
}
const at = (share) => Math.round(taken[Math.min(taken.length - 1, Math.floor(taken.length * share))]);
console.log(JSON.stringify({ seconds, p50: at(0.5), p99: at(0.99), p999: at(0.999), scripts: scripts / tasks, calls: calls / tasks }));
process.exit(0);
