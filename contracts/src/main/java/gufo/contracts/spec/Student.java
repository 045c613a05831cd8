package gufo.contracts.spec;

/**
 * A student every data set is given to.
 *
 * @param name what tables call it, for example {@code same}
 * @param base the model it starts from, as a URI
 */
public record Student(String name, String base) {}
