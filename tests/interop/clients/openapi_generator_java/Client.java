import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.ApiResponse;
import org.openapitools.client.api.*;
import org.openapitools.client.model.*;

/** Runs beside `source/`, which openapi-generator's generator `java` writes with the library `native`. */
class Client {
    private static final ApiClient client = new ApiClient();
    private static final TicketsApi tickets;
    private static final LinksApi links;
    private static final List<Ticket> existing = new ArrayList<>();
    private static UUID id;
    private static String etag;

    static {
        client.updateBaseUri(System.getenv("API"));
        String token = System.getenv("TOKEN");
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        tickets = new TicketsApi(client);
        links = new LinksApi(client);
    }

    private interface Step {
        void run() throws Exception;
    }

    /** Reports whether a step throws an exception. */
    private static void step(String name, Step step) throws Exception {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("step", name);
        try {
            step.run();
            report.put("ok", true);
        } catch (Exception error) {
            report.put("ok", false);
            report.put("detail", error.toString());
        }
        System.out.println(new ObjectMapper().writeValueAsString(report));
    }

    private static void equal(Object actual, Object expected) {
        if (!Objects.equals(actual, expected)) throw new IllegalStateException(actual + " is not " + expected);
    }

    private static TicketsApi.APIListTicketsRequest.Builder byNumber() {
        return TicketsApi.APIListTicketsRequest.newBuilder().sort(ListTicketsSort.NUMBER);
    }

    private static List<Long> numbers(List<Ticket> tickets) {
        return tickets.stream().map(Ticket::getNumber).toList();
    }

    private static Ticket change(TicketPriority priority) throws ApiException {
        return tickets.updateTicket(id, etag, new TicketUpdate().priority(priority), null);
    }

    public static void main(String[] arguments) throws Exception {
        step("list", () -> {
            List<TicketStatus> status = List.of(TicketStatus.NEW, TicketStatus.TRIAGED);
            equal(numbers(tickets.listTickets(byNumber().status(status).build()).getItems()), List.of(1L, 2L, 3L, 4L));
        });
        step("page", () -> {
            String cursor = null;
            do {
                TicketPage page = tickets.listTickets(byNumber().limit(2).cursor(cursor).build());
                existing.addAll(page.getItems());
                cursor = page.getNextCursor();
            } while (cursor != null);
            equal(numbers(existing), List.of(1L, 2L, 3L, 4L, 5L));
        });
        step("create", () -> {
            TicketCreate body = new TicketCreate().title("Printer on fire").tags(List.of("a", "b"));
            ApiResponse<Ticket> created = tickets.createTicketWithHttpInfo(body, null);
            id = created.getData().getId();
            etag = created.getHeaders().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("ETag")).findFirst().get().getValue().get(0);
            equal(created.getData().getTitle(), "Printer on fire");
            equal(created.getData().getPriority(), TicketPriority.P3);
            equal(created.getData().getAssigneeId(), null);
        });
        step("patch", () -> {
            Ticket changed = change(TicketPriority.P1);
            equal(changed.getPriority(), TicketPriority.P1);
            equal(List.copyOf(changed.getTags()), List.of("a", "b"));
        });
        step("stale", () -> {
            ApiException error = null;
            try {
                change(TicketPriority.P4);
            } catch (ApiException thrown) {
                error = thrown;
            }
            equal(error.getCode(), 412);
            VersionMismatchProblem problem =
                client.getObjectMapper().readValue(error.getResponseBody(), VersionMismatchProblem.class);
            equal(problem.getCode(), VersionMismatchCode.VERSION_MISMATCH);
        });
        step("comment", () -> {
            Comment comment = new CommentsApi(client).createComment(id, new CommentCreate().body("Seen before."), null);
            equal(comment.getBody(), "Seen before.");
            equal(comment.getVisibility(), CommentVisibility.INTERNAL);
        });
        step("link", Client::link);
        step("timeline", Client::timeline);
        step("alert", Client::alert);
        step("replay", () -> {
            TicketCreate body = new TicketCreate().title("Once");
            String key = "0f9d6c1e-replay";
            equal(tickets.createTicket(body, key).getId(), tickets.createTicket(body, key).getId());
        });
    }

    private static void link() throws ApiException {
        RecordTarget target = new RecordTarget().id(existing.get(0).getId());
        ExternalTargetCreate url = new ExternalTargetCreate().url("https://example.com/SEC-17");
        TicketLinkCreate record = new TicketLinkCreate().targetType(TicketLinkType.TICKET).target(target);
        ExternalReferenceLinkCreate external =
            new ExternalReferenceLinkCreate().targetType(ExternalReferenceLinkType.EXTERNAL_REFERENCE).target(url);
        links.createLink(id, new LinkCreate(record), null);
        links.createLink(id, new LinkCreate(external), null);
        Map<Object, Object> targets = new LinkedHashMap<>();
        for (Link link : links.listLinks(LinksApi.APIListLinksRequest.newBuilder().ticketId(id).build()).getItems()) {
            if (link.getActualInstance() instanceof TicketLink typed) targets.put("ticket", typed.getTarget().getId());
            if (link.getActualInstance() instanceof ExternalReferenceLink typed)
                targets.put("external_reference", typed.getTarget().getUrl());
        }
        equal(targets, Map.of("ticket", target.getId(), "external_reference", url.getUrl()));
    }

    private static void timeline() throws ApiException {
        TimelineApi.APIListTimelineRequest.Builder request = TimelineApi.APIListTimelineRequest.newBuilder();
        TimelinePage page =
            new TimelineApi(client).listTimeline(request.ticketId(id).sort(ListTimelineSort.OCCURRED_AT).build());
        List<Object> entries = page.getItems().stream().map(TimelineEntry::getActualInstance).toList();
        equal(entries.stream().<Object>map(Object::getClass).toList(), List.of(
            CreatedEntry.class, UpdatedEntry.class, CommentAddedEntry.class, LinkedEntry.class, LinkedEntry.class));
        FieldChange changed = ((UpdatedEntry) entries.get(1)).getChanges().get(0);
        equal(List.of(changed.getField(), changed.getBefore(), changed.getAfter()), List.of("priority", "p3", "p1"));
    }

    private static void alert() throws ApiException {
        AlertCreate alert = new AlertCreate()
            .source("suricata").sourceAlertId("1").title("SSH scan").severity(Severity.LOW)
            .detectedAt(OffsetDateTime.parse("2026-01-02T03:04:05Z"))
            .addAssetsItem(new AlertAsset().type(AssetType.IP_ADDRESS).value("192.0.2.7"));
        UUID alertId = new AlertsApi(client).createAlert(alert, null).getId();
        TicketFromAlert body = new TicketFromAlert().priority(TicketPriority.P2);
        ApiResponse<Ticket> first = tickets.createTicketFromAlertWithHttpInfo(alertId, null, body);
        ApiResponse<Ticket> second = tickets.createTicketFromAlertWithHttpInfo(alertId, null, body);
        equal(List.of(first.getStatusCode(), first.getData().getPriority()), List.of(201, TicketPriority.P2));
        equal(List.of(second.getStatusCode(), second.getData().getId()), List.of(200, first.getData().getId()));
    }
}
