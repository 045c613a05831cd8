package gufo.contracts.event;

/** A recipe's artifact is in the store, for one experiment that wanted it. */
public sealed interface ArtifactMade extends Fact
    permits BaseMaterialised,
        TeacherPrepared,
        RowsGenerated,
        DatasetFiltered,
        StudentTrained,
        ModelEvaluated {

  String recipeId();

  Origin origin();

  ArtifactReference artifact();

  @Override
  default String identity() {
    return recipeId();
  }
}
