package dev.larry.render;

import dev.larry.contract.Paths;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;

import java.util.ArrayList;
import java.util.List;

/** Volumes of an agent's pod and where they are mounted. The root file system is read-only. */
final class AgentVolumes {
    private static final String RUNTIME = "runtime";
    private static final String TMP = "tmp";

    private AgentVolumes() {}

    static List<Volume> volumes(String redis, Volume config, String claim, boolean runtime) {
        List<Volume> volumes = new ArrayList<>();
        volumes.add(config);
        volumes.add(
                new VolumeBuilder()
                        .withName("redis")
                        .withNewSecret()
                        .withSecretName(redis)
                        .withDefaultMode(0440)
                        .endSecret()
                        .build());
        volumes.add(
                new VolumeBuilder()
                        .withName("claim")
                        .withNewPersistentVolumeClaim(claim, null)
                        .build());
        volumes.add(scratch("work", "1Gi"));
        volumes.add(scratch(TMP, "256Mi"));
        if (runtime) {
            volumes.add(scratch(RUNTIME, "256Mi"));
        }
        return volumes;
    }

    static List<VolumeMount> mounts(String claimAt, boolean runtime) {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(readOnly("config", Paths.CONFIG));
        mounts.add(readOnly("redis", Paths.REDIS_CREDENTIALS));
        mounts.add(mount("claim", claimAt));
        mounts.add(mount("work", Paths.WORK));
        mounts.add(tmp());
        if (runtime) {
            mounts.add(runtime(true));
        }
        return mounts;
    }

    static VolumeMount runtime(boolean readOnly) {
        return readOnly ? readOnly(RUNTIME, Paths.RUNTIME) : mount(RUNTIME, Paths.RUNTIME);
    }

    static VolumeMount tmp() {
        return mount(TMP, Paths.TMP);
    }

    private static Volume scratch(String name, String limit) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .withSizeLimit(Quantity.parse(limit))
                .endEmptyDir()
                .build();
    }

    private static VolumeMount mount(String name, String path) {
        return new VolumeMountBuilder().withName(name).withMountPath(path).build();
    }

    private static VolumeMount readOnly(String name, String path) {
        return new VolumeMountBuilder()
                .withName(name)
                .withMountPath(path)
                .withReadOnly(true)
                .build();
    }
}
