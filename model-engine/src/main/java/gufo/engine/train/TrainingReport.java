package gufo.engine.train;

/**
 * @param firstLoss mean cross-entropy (nats a token) of the first step
 * @param lastLoss mean over the last tenth of the steps
 * @param steps optimiser steps
 * @param tokens tokens read, padding excluded
 */
public record TrainingReport(double firstLoss, double lastLoss, int steps, long tokens) {}
