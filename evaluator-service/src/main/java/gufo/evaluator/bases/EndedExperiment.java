package gufo.evaluator.bases;

import gufo.contracts.result.ExperimentResult;
import gufo.contracts.spec.ExperimentSpec;

/** An experiment that ended, however, with the spec it followed. */
public record EndedExperiment(ExperimentSpec spec, ExperimentResult result) {}
