package gufo.engine.train;

import gufo.contracts.spec.Schedule;
import gufo.contracts.spec.Training;

/** The learning rate of each step: linear warm-up times the schedule. */
final class LearningRate {

  private LearningRate() {}

  /**
   * @param step from 0
   */
  static double at(Training training, int step, int totalSteps) {
    double warmUpSteps = Math.max(1, training.warmUpFraction() * totalSteps);
    double warmUp = Math.min(1, (step + 1) / warmUpSteps);
    return training.learningRate() * warmUp * factor(training.schedule(), step, totalSteps);
  }

  private static double factor(Schedule schedule, int step, int totalSteps) {
    double done = (double) step / totalSteps;
    return switch (schedule) {
      case CONSTANT -> 1;
      case LINEAR -> 1 - done;
      case COSINE -> (1 + StrictMath.cos(Math.PI * done)) / 2;
    };
  }
}
