// Runs where the package `openapi` is, which openapi-generator's generator `go` writes.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"openapi"
	"os"
	"time"
)

type report struct {
	Step   string `json:"step"`
	Ok     bool   `json:"ok"`
	Detail string `json:"detail,omitempty"`
}

// Reports whether a step panics.
func step(name string, run func()) {
	result := report{Step: name, Ok: true}
	defer func() {
		if failure := recover(); failure != nil {
			result.Ok, result.Detail = false, fmt.Sprint(failure)
		}
		line, _ := json.Marshal(result)
		fmt.Println(string(line))
	}()
	run()
}

// Panics unless two values are the same JSON document.
func equal(actual, expected any) {
	left, _ := json.Marshal(actual)
	right, _ := json.Marshal(expected)
	if string(left) != string(right) {
		panic(fmt.Sprintf("%s is not %s", left, right))
	}
}

func read[Value any](value Value, response *http.Response, err error) Value {
	return check(value, response, err).value
}

type answer[Value any] struct {
	value    Value
	response *http.Response
}

func check[Value any](value Value, response *http.Response, err error) answer[Value] {
	if err != nil {
		panic(err)
	}
	return answer[Value]{value, response}
}

func numbers(tickets []openapi.Ticket) (result []int64) {
	for _, ticket := range tickets {
		result = append(result, ticket.Number)
	}
	return result
}

func main() {
	configuration := openapi.NewConfiguration()
	configuration.Servers = openapi.ServerConfigurations{{URL: os.Getenv("API")}}
	client := openapi.NewAPIClient(configuration)
	ctx := context.WithValue(context.Background(), openapi.ContextAccessToken, os.Getenv("TOKEN"))
	const byNumber = openapi.LISTTICKETSSORT_NUMBER

	step("list", func() {
		status := []openapi.TicketStatus{openapi.TICKETSTATUS_NEW, openapi.TICKETSTATUS_TRIAGED}
		page := read(client.TicketsAPI.ListTickets(ctx).Status(status).Sort(byNumber).Execute())
		equal(numbers(page.Items), []int{1, 2, 3, 4})
	})

	var existing []openapi.Ticket
	step("page", func() {
		request := client.TicketsAPI.ListTickets(ctx).Limit(2).Sort(byNumber)
		page := read(request.Execute())
		existing = page.Items
		for page.NextCursor.Get() != nil {
			page = read(request.Cursor(*page.NextCursor.Get()).Execute())
			existing = append(existing, page.Items...)
		}
		equal(numbers(existing), []int{1, 2, 3, 4, 5})
	})

	var id, etag string
	step("create", func() {
		body := openapi.NewTicketCreate("Printer on fire")
		body.SetTags([]string{"a", "b"})
		created := check(client.TicketsAPI.CreateTicket(ctx).TicketCreate(*body).Execute())
		id, etag = created.value.Id, created.response.Header.Get("ETag")
		equal([]any{created.value.Title, created.value.Priority}, []any{"Printer on fire", "p3"})
		equal(created.value.AssigneeId.Get(), nil)
	})

	change := func(priority openapi.TicketPriority) (*openapi.Ticket, *http.Response, error) {
		body := openapi.NewTicketUpdate()
		body.SetPriority(priority)
		return client.TicketsAPI.UpdateTicket(ctx, id).IfMatch(etag).TicketUpdate(*body).Execute()
	}
	step("patch", func() {
		changed := read(change(openapi.TICKETPRIORITY_P1))
		equal([]any{changed.Priority, changed.Tags}, []any{"p1", []string{"a", "b"}})
	})

	step("stale", func() {
		_, response, err := change(openapi.TICKETPRIORITY_P4)
		problem := err.(*openapi.GenericOpenAPIError).Model().(openapi.VersionMismatchProblem)
		equal([]any{response.StatusCode, problem.Code}, []any{412, "version-mismatch"})
	})

	step("comment", func() {
		body := openapi.NewCommentCreate("Seen before.")
		comment := read(client.CommentsAPI.CreateComment(ctx, id).CommentCreate(*body).Execute())
		equal([]any{comment.Body, comment.Visibility}, []any{"Seen before.", "internal"})
	})

	step("link", func() {
		target, url := openapi.NewRecordTarget(existing[0].Id), openapi.NewExternalTargetCreate("https://example.com/SEC-17")
		record := openapi.NewTicketLinkCreate(openapi.TICKETLINKTYPE_TICKET, *target)
		external := openapi.NewExternalReferenceLinkCreate(openapi.EXTERNALREFERENCELINKTYPE_EXTERNAL_REFERENCE, *url)
		for _, body := range []openapi.LinkCreate{
			openapi.TicketLinkCreateAsLinkCreate(record), openapi.ExternalReferenceLinkCreateAsLinkCreate(external),
		} {
			read(client.LinksAPI.CreateLink(ctx, id).LinkCreate(body).Execute())
		}
		targets := map[string]string{}
		for _, link := range read(client.LinksAPI.ListLinks(ctx, id).Execute()).Items {
			switch typed := link.GetActualInstance().(type) {
			case *openapi.TicketLink:
				targets["ticket"] = typed.Target.Id
			case *openapi.ExternalReferenceLink:
				targets["external_reference"] = typed.Target.Url
			}
		}
		equal(targets, map[string]string{"ticket": target.Id, "external_reference": url.Url})
	})

	step("timeline", func() {
		page := read(client.TimelineAPI.ListTimeline(ctx, id).Sort(openapi.LISTTIMELINESORT_OCCURRED_AT).Execute())
		var types []string
		for _, entry := range page.Items {
			types = append(types, fmt.Sprintf("%T", entry.GetActualInstance()))
			if updated := entry.UpdatedEntry; updated != nil {
				changed := updated.Changes[0]
				equal([]any{changed.Field, changed.Before, changed.After}, []string{"priority", "p3", "p1"})
			}
		}
		equal(types, []string{
			"*openapi.CreatedEntry", "*openapi.UpdatedEntry", "*openapi.CommentAddedEntry", "*openapi.LinkedEntry",
			"*openapi.LinkedEntry",
		})
	})

	step("alert", func() {
		detected, _ := time.Parse(time.RFC3339, "2026-01-02T03:04:05Z")
		alert := openapi.NewAlertCreate("suricata", "1", "SSH scan", openapi.SEVERITY_LOW, detected)
		alert.SetAssets([]openapi.AlertAsset{*openapi.NewAlertAsset(openapi.ASSETTYPE_IP_ADDRESS, "192.0.2.7")})
		receipt := read(client.AlertsAPI.CreateAlert(ctx).AlertCreate(*alert).Execute())
		body := openapi.NewTicketFromAlert()
		body.SetPriority(openapi.TICKETPRIORITY_P2)
		request := client.TicketsAPI.CreateTicketFromAlert(ctx, receipt.Id).TicketFromAlert(*body)
		first, second := check(request.Execute()), check(request.Execute())
		equal([]any{first.response.StatusCode, first.value.Priority}, []any{201, "p2"})
		equal([]any{second.response.StatusCode, second.value.Id}, []any{200, first.value.Id})
	})

	step("replay", func() {
		request := client.TicketsAPI.CreateTicket(ctx).TicketCreate(*openapi.NewTicketCreate("Once"))
		request = request.IdempotencyKey("0f9d6c1e-replay")
		equal(read(request.Execute()).Id, read(request.Execute()).Id)
	})
}
