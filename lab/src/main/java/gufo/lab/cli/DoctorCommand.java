package gufo.lab.cli;

import gufo.lab.doctor.Doctor;
import gufo.lab.doctor.Doctor.Finding;
import gufo.lab.home.Checkout;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gufo doctor}. Fails when something is missing. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Check this machine and say what to do.")
final class DoctorCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private HomeOption home;

  @Mixin private ReplicasOption replicas;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Option(
      names = "--repair",
      description = "first clear away what a stack that was cut off left in its home")
  private boolean repair;

  @Override
  public Integer call() {
    if (repair) {
      home.home().repair().forEach(console.out()::println);
    }
    List<Finding> findings =
        new Doctor(home.home(), Checkout.current(), replicas.replicas().extra()).examine();
    findings.forEach(console.out()::println);
    return findings.stream().allMatch(Finding::ok) ? ExitCode.OK : ExitCode.FAILED;
  }
}
