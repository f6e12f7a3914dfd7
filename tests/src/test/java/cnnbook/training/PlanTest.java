package cnnbook.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cnnbook.UserError;
import cnnbook.data.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanTest {

  @Test
  void unsetMeansCpu() {
    assertThat(Plan.parse(null)).isEqualTo(Plan.CPU);
    assertThat(Plan.parse(" ")).isEqualTo(Plan.CPU);
  }

  @ParameterizedTest
  @EnumSource
  void namesAreReadInAnyCase(Plan plan) {
    assertThat(Plan.parse(plan.toString())).isEqualTo(plan);
    assertThat(Plan.parse(" " + plan.name() + " ")).isEqualTo(plan);
  }

  @Test
  void unknownNameListsTheThree() {
    assertThatThrownBy(() -> Plan.parse("fast"))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.exitCode()).isEqualTo(UserError.USAGE))
        .hasMessageContaining("\"fast\"")
        .hasMessageContaining("smoke, cpu, gpu");
  }

  @ParameterizedTest
  @EnumSource
  void everyPlanTrainsBothLeNets(Plan plan) {
    assertThat(plan.table().stringColumn("network").asList())
        .contains("lenet-modern", "lenet-1998");
    Recipe recipe = plan.recipe("lenet-modern");
    assertThat(recipe.epochs()).isPositive();
    assertThat(recipe.rate()).isPositive();
    assertThat(recipe.bar()).isBetween(0.01, 0.99);
  }

  @Test
  void plansGrow() {
    assertThat(Plan.SMOKE.recipe("lenet-modern").train())
        .isLessThan(Plan.CPU.recipe("lenet-modern").train());
    assertThat(Plan.CPU.recipe("lenet-modern").train())
        .isLessThan(Plan.GPU.recipe("lenet-modern").train());
  }

  @Test
  void recipeLoadsAsManyImagesAsItSays() {
    Recipe recipe = Plan.SMOKE.recipe("lenet-modern");
    Split split = recipe.load();
    assertThat(split.train().size()).isEqualTo(recipe.train());
    assertThat(split.test().size()).isEqualTo(recipe.test());
    assertThat(split.train().height()).isEqualTo(recipe.size());
  }

  @Test
  void unknownNetworkListsTheKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plan.CPU.recipe("lenet"))
        .withMessageContaining("\"lenet\"")
        .withMessageContaining("lenet-modern");
  }
}
