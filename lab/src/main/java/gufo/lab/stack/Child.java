package gufo.lab.stack;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A process to keep alive.
 *
 * @param launch starts it anew, on the same addresses every time
 * @param ready asked again and again until it says yes
 * @param log its tail is shown when the child is given up
 */
public record Child(String name, Supplier<ProcessHandle> launch, BooleanSupplier ready, Path log) {}
