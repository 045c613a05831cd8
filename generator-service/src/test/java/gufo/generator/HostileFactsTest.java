package gufo.generator;

import gufo.kit.testing.GufoInfrastructure;
import gufo.kit.testing.HostileFactsContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
class HostileFactsTest extends HostileFactsContract {}
