using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Org.OpenAPITools.Api;
using Org.OpenAPITools.Client;
using Org.OpenAPITools.Model;

// Runs with the library that openapi-generator's generator `csharp` writes.
static class Program
{
    static readonly Configuration configuration = new Configuration
    {
        BasePath = Environment.GetEnvironmentVariable("API"),
        AccessToken = Environment.GetEnvironmentVariable("TOKEN"),
    };
    static readonly TicketsApi tickets = new TicketsApi(configuration);
    static readonly LinksApi links = new LinksApi(configuration);
    static readonly List<Ticket> existing = new List<Ticket>();
    static Guid id;
    static string etag;

    // Reports whether a step throws an exception.
    static void Report(string name, Action step)
    {
        var report = new Dictionary<string, object> { ["step"] = name };
        try
        {
            step();
            report["ok"] = true;
        }
        catch (Exception error)
        {
            report["ok"] = false;
            report["detail"] = error.ToString();
        }
        Console.WriteLine(JsonConvert.SerializeObject(report));
    }

    // Throws unless two values are the same JSON document.
    static void Equal(object actual, object expected)
    {
        var left = JsonConvert.SerializeObject(actual);
        var right = JsonConvert.SerializeObject(expected);
        if (left != right) throw new Exception($"{left} is not {right}");
    }

    // Marks the members that a constructor has set. It marks only the optional ones:
    // https://github.com/OpenAPITools/openapi-generator/issues/13128
    static Model Complete<Model>(Model model)
    {
        foreach (var member in typeof(Model).GetProperties())
            if (member.GetValue(model) is object value) member.SetValue(model, value);
        return model;
    }

    static Ticket Change(TicketPriority priority) =>
        tickets.UpdateTicket(id, etag, new TicketUpdate(priority: priority));

    static void Main()
    {
        Report("list", () =>
        {
            var status = new List<TicketStatus> { TicketStatus.New, TicketStatus.Triaged };
            var page = tickets.ListTickets(status: status, sort: ListTicketsSort.NUMBER);
            Equal(page.Items.Select(ticket => ticket.Number), new[] { 1, 2, 3, 4 });
        });
        Report("page", () =>
        {
            string cursor = null;
            do
            {
                var page = tickets.ListTickets(limit: 2, sort: ListTicketsSort.NUMBER, cursor: cursor);
                existing.AddRange(page.Items);
                cursor = page.NextCursor;
            } while (cursor != null);
            Equal(existing.Select(ticket => ticket.Number), new[] { 1, 2, 3, 4, 5 });
        });
        Report("create", () =>
        {
            var body = Complete(new TicketCreate("Printer on fire", tags: new List<string> { "a", "b" }));
            var created = tickets.CreateTicketWithHttpInfo(body);
            id = created.Data.Id;
            etag = created.Headers["ETag"].Single();
            Equal(created.Data.Title, "Printer on fire");
            Equal(created.Data.Priority, TicketPriority.P3);
            Equal(created.Data.AssigneeId, null);
        });
        Report("patch", () =>
        {
            var changed = Change(TicketPriority.P1);
            Equal(changed.Priority, TicketPriority.P1);
            Equal(changed.Tags, new[] { "a", "b" });
        });
        Report("stale", () =>
        {
            ApiException error = null;
            try
            {
                Change(TicketPriority.P4);
            }
            catch (ApiException thrown)
            {
                error = thrown;
            }
            Equal(error.ErrorCode, 412);
            var problem = JsonConvert.DeserializeObject<VersionMismatchProblem>((string)error.ErrorContent);
            Equal(problem.Code, VersionMismatchCode.VersionMismatch);
        });
        Report("comment", () =>
        {
            var body = Complete(new CommentCreate("Seen before."));
            var comment = new CommentsApi(configuration).CreateComment(id, body);
            Equal(comment.Body, "Seen before.");
            Equal(comment.Visibility, CommentVisibility.Internal);
        });
        Report("link", Link);
        Report("timeline", Timeline);
        Report("alert", Alert);
        Report("replay", () =>
        {
            var body = Complete(new TicketCreate("Once"));
            var key = "0f9d6c1e-replay";
            Equal(tickets.CreateTicket(body, key).Id, tickets.CreateTicket(body, key).Id);
        });
    }

    static void Link()
    {
        var target = existing[0].Id;
        var url = "https://example.com/SEC-17";
        var record = new TicketLinkCreate(TicketLinkType.Ticket, target: Complete(new RecordTarget(target)));
        var external = new ExternalReferenceLinkCreate(
            ExternalReferenceLinkType.ExternalReference, target: Complete(new ExternalTargetCreate(url)));
        links.CreateLink(id, new LinkCreate(Complete(record)));
        links.CreateLink(id, new LinkCreate(Complete(external)));
        var listed = links.ListLinks(id).Items.Select(link => link.ActualInstance).ToList();
        Equal(listed.Count, 2);
        Equal(listed.OfType<TicketLink>().Single().Target.Id, target);
        Equal(listed.OfType<ExternalReferenceLink>().Single().Target.Url, url);
    }

    static void Timeline()
    {
        var page = new TimelineApi(configuration).ListTimeline(id, sort: ListTimelineSort.OCCURRED_AT);
        var entries = page.Items.Select(entry => entry.ActualInstance).ToList();
        Equal(entries.Select(entry => entry.GetType().Name), new[]
        {
            nameof(CreatedEntry), nameof(UpdatedEntry), nameof(CommentAddedEntry), nameof(LinkedEntry), nameof(LinkedEntry),
        });
        var changed = entries.OfType<UpdatedEntry>().Single().Changes.Single();
        Equal(new object[] { changed.Field, changed.Before, changed.After }, new[] { "priority", "p3", "p1" });
    }

    static void Alert()
    {
        var assets = new List<AlertAsset> { Complete(new AlertAsset(AssetType.IpAddress, "192.0.2.7")) };
        var detected = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        var alert = new AlertCreate("suricata", "1", "SSH scan", severity: Severity.Low, detectedAt: detected, assets: assets);
        var receipt = new AlertsApi(configuration).CreateAlert(Complete(alert));
        var body = new TicketFromAlert(priority: TicketPriority.P2);
        var first = tickets.CreateTicketFromAlertWithHttpInfo(receipt.Id, ticketFromAlert: body);
        var second = tickets.CreateTicketFromAlertWithHttpInfo(receipt.Id, ticketFromAlert: body);
        Equal((int)first.StatusCode, 201);
        Equal(first.Data.Priority, TicketPriority.P2);
        Equal((int)second.StatusCode, 200);
        Equal(second.Data.Id, first.Data.Id);
    }
}
