package gufo.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Where an artifact lies. A folder's sha256 is that of its manifest, which names the sha256 of
 * every file.
 *
 * @param uri where the store keeps it
 * @param sha256 of the bytes
 * @param sizeBytes of all its files
 * @param rows how many rows, for row files
 */
public record ArtifactReference(
    String uri,
    String sha256,
    long sizeBytes,
    @JsonInclude(JsonInclude.Include.NON_NULL) Long rows) {}
