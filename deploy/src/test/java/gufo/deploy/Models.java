package gufo.deploy;

import static java.util.Map.entry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads an object with the Java model of its kind and tells what the model does not know. The
 * models keep unknown fields in a map of leftovers; here that map is taken from them.
 */
final class Models {

  private static final Map<String, Class<?>> BY_KIND =
      Map.ofEntries(
          entry("v1 ConfigMap", ConfigMap.class),
          entry("v1 LimitRange", LimitRange.class),
          entry("v1 Namespace", Namespace.class),
          entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
          entry("v1 ResourceQuota", ResourceQuota.class),
          entry("v1 Service", Service.class),
          entry("v1 ServiceAccount", ServiceAccount.class),
          entry("apps/v1 Deployment", Deployment.class),
          entry("apps/v1 StatefulSet", StatefulSet.class),
          entry("batch/v1 CronJob", CronJob.class),
          entry("networking.k8s.io/v1 Ingress", Ingress.class),
          entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
          entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
          entry("scheduling.k8s.io/v1 PriorityClass", PriorityClass.class),
          entry("monitoring.coreos.com/v1 PodMonitor", PodMonitor.class),
          entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
          entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class),
          entry("kafka.strimzi.io/v1 Kafka", Kafka.class),
          entry("kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class),
          entry("kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class),
          entry("kafka.strimzi.io/v1 KafkaUser", KafkaUser.class),
          entry("keda.sh/v1alpha1 ScaledObject", Keda.ScaledObject.class),
          entry("keda.sh/v1alpha1 TriggerAuthentication", Keda.TriggerAuthentication.class));

  private static final ObjectMapper MAPPER =
      new ObjectMapper().setAnnotationIntrospector(new WithoutLeftovers());

  private Models() {}

  /** Unknown fields and values of the wrong type, each with its path. */
  static List<String> problems(Manifest manifest) {
    Class<?> model = BY_KIND.get(manifest.apiVersion() + " " + manifest.kind());
    if (model == null) {
      return List.of("no model knows " + manifest.apiVersion() + " " + manifest.kind());
    }
    List<String> problems = new ArrayList<>();
    try {
      Object ignored =
          MAPPER
              .readerFor(model)
              .withHandler(new UnknownFields(problems))
              .readValue(MAPPER.treeAsTokens(manifest.tree()));
    } catch (JsonMappingException e) {
      problems.add(e.getOriginalMessage() + " at " + e.getPathReference());
    } catch (IOException e) {
      problems.add(e.getMessage());
    }
    return problems;
  }

  private static final class WithoutLeftovers extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }

    @Override
    public JsonIgnoreProperties.Value findPropertyIgnoralByName(
        MapperConfig<?> config, Annotated annotated) {
      return super.findPropertyIgnoralByName(config, annotated).withoutIgnoreUnknown();
    }
  }

  private static final class UnknownFields extends DeserializationProblemHandler {
    private final List<String> problems;

    UnknownFields(List<String> problems) {
      this.problems = problems;
    }

    @Override
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser parser,
        JsonDeserializer<?> deserializer,
        Object bean,
        String name)
        throws IOException {
      problems.add("unknown field " + parser.getParsingContext().pathAsPointer());
      parser.skipChildren();
      return true;
    }
  }
}
