package gufo.kit.jobs;

import gufo.contracts.plan.Recipe;

/**
 * A job a runner holds. Owner and attempt fence it: whoever claims the job later has a higher
 * attempt.
 *
 * @param interests the experiments that wait, for progress
 */
record Claim(
    String jobId,
    String owner,
    long attempt,
    Recipe recipe,
    Inputs inputs,
    java.util.List<String> interests) {}
