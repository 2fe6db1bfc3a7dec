package dev.larry.agent.faults;

import dev.larry.contract.ContractJson;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A process of a broken run: {@code SETUP lead|hands|holders NAME NUMBER}. */
final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Setup setup = ContractJson.read(Files.readString(Path.of(arguments[0])), Setup.class);
        String name = arguments[2];
        History history = new History(setup.histories().resolve(name + ".jsonl"));
        if (arguments[1].equals("lead")) {
            new Lead(setup, name, history).run();
            return;
        }
        AtomicInteger died = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int hand = 0; hand < Integer.parseInt(arguments[3]); hand++) {
            String own = name + "-" + hand;
            Hand work = new Hand(setup, own, history.of(own), arguments[1].equals("holders"));
            threads.add(
                    Thread.ofPlatform()
                            .uncaughtExceptionHandler((thread, reason) -> {
                                reason.printStackTrace();
                                died.incrementAndGet();
                            })
                            .start(work));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.exit(died.get());
    }
}
