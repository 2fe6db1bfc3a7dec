package dev.larry.cli.architecture.wrong.model;

import com.fasterxml.jackson.databind.JsonNode;

import io.fabric8.kubernetes.api.model.Pod;

import org.eclipse.jgit.lib.Repository;

import redis.clients.jedis.UnifiedJedis;

/** Libraries where none may be. */
record UsesLibraries(JsonNode json, Pod pod, Repository git, UnifiedJedis redis) {}
