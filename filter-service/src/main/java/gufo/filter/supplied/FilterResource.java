package gufo.filter.supplied;

import gufo.filter.rules.FilterCounts;
import gufo.kit.problem.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** Judges rows that a caller supplies; no job, no experiment, nothing is stored. */
@Path("/filter")
@Consumes(MediaType.MULTIPART_FORM_DATA)
@APIResponse(
    responseCode = "400",
    description =
        "A rule or a row is wrong: the field or the line, what stands there, what would do",
    content = @Content(mediaType = Problem.MEDIA_TYPE))
@APIResponse(
    responseCode = "413",
    description = "The request is too large, or its rows are for rules that remember rows",
    content = @Content(mediaType = Problem.MEDIA_TYPE))
public class FilterResource {

  static final String JSON_LINES = "application/x-ndjson";

  private final SuppliedFilter filter;

  FilterResource(SuppliedFilter filter) {
    this.filter = filter;
  }

  /** The counts alone. */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "Filter rows by rules; how many were kept, and how many rejected by which rule and why")
  public FilterCounts counts(
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.MULTIPART_FORM_DATA,
                      schema = @Schema(implementation = FilterForm.Parts.class)))
          MultipartFormDataInput form)
      throws IOException {
    return filter.counts(FilterForm.of(form));
  }

  /** The rows; the counts are headers, so that every line is a row. */
  @POST
  @Produces(JSON_LINES)
  @Operation(
      summary =
          "Filter rows by rules; every row with the verdict of each rule, or the kept lines as they came")
  @APIResponse(
      responseCode = "200",
      description = "A JSON object a line; Gufo-Rows, Gufo-Kept and Gufo-Rejected are the counts")
  public Response rows(
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.MULTIPART_FORM_DATA,
                      schema = @Schema(implementation = FilterForm.Parts.class)))
          MultipartFormDataInput form,
      @Parameter(description = "judged: every row with its verdicts; kept: kept lines as they came")
          @QueryParam("lines")
          @DefaultValue("judged")
          String lines)
      throws IOException {
    Lines wanted = Lines.parse(lines);
    SuppliedFilter.Judged judged = filter.rows(FilterForm.of(form), wanted);
    FilterCounts counts = judged.counts();
    return Response.ok(judged.lines())
        .header("Gufo-Rows", counts.rows())
        .header("Gufo-Kept", counts.kept())
        .header("Gufo-Rejected", counts.rejected())
        .build();
  }
}
