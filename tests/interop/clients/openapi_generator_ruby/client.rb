# Runs with the gem in `source/`, which openapi-generator's generator `ruby` writes.
require 'json'
require 'openapi_client'
require 'uri'

Api = OpenapiClient

# Reports whether a step raises an exception.
def step(name)
  yield
  puts JSON.generate(step: name, ok: true)
rescue StandardError => e
  puts JSON.generate(step: name, ok: false, detail: "#{e.class}: #{e.message}")
end

def equal(actual, expected)
  raise "#{actual.inspect} is not #{expected.inspect}" unless actual == expected
end

Api.configure do |config|
  address = URI(ENV.fetch('API'))
  config.scheme = address.scheme
  config.host = "#{address.host}:#{address.port}"
  config.base_path = address.path
  config.server_index = nil # the address above, instead of one of the document
  config.access_token = ENV.fetch('TOKEN')
  config.params_encoding = :multi # Typhoeus adds an index in brackets to repeated parameters otherwise
end
tickets = Api::TicketsApi.new
links = Api::LinksApi.new
by_number = Api::ListTicketsSort::NUMBER
existing = []
id = etag = nil

step 'list' do
  status = [Api::TicketStatus::NEW, Api::TicketStatus::TRIAGED]
  equal tickets.list_tickets(status: status, sort: by_number).items.map(&:number), [1, 2, 3, 4]
end

step 'page' do
  page = tickets.list_tickets(limit: 2, sort: by_number)
  existing += page.items
  while page.next_cursor
    page = tickets.list_tickets(limit: 2, sort: by_number, cursor: page.next_cursor)
    existing += page.items
  end
  equal existing.map(&:number), [1, 2, 3, 4, 5]
end

step 'create' do
  body = Api::TicketCreate.new(title: 'Printer on fire', tags: %w[a b])
  ticket, _status, headers = tickets.create_ticket_with_http_info(body)
  id = ticket.id
  etag = headers['ETag']
  equal [ticket.title, ticket.priority, ticket.assignee_id], ['Printer on fire', Api::TicketPriority::P3, nil]
end

change = ->(priority) { tickets.update_ticket(id, etag, Api::TicketUpdate.new(priority: priority)) }
step 'patch' do
  ticket = change.call(Api::TicketPriority::P1)
  equal [ticket.priority, ticket.tags], ['p1', %w[a b]]
end

step 'stale' do
  problem = nil
  begin
    change.call(Api::TicketPriority::P4)
  rescue Api::ApiError => e
    problem = [e.code, Api::VersionMismatchProblem.build_from_hash(JSON.parse(e.response_body, symbolize_names: true)).code]
  end
  equal problem, [412, Api::VersionMismatchCode::VERSION_MISMATCH]
end

step 'comment' do
  comment = Api::CommentsApi.new.create_comment(id, Api::CommentCreate.new(body: 'Seen before.'))
  equal [comment.body, comment.visibility], ['Seen before.', Api::CommentVisibility::INTERNAL]
end

step 'link' do
  target = existing.first.id
  url = 'https://example.com/SEC-17'
  [
    Api::TicketLinkCreate.new(target_type: 'ticket', target: Api::RecordTarget.new(id: target)),
    Api::ExternalReferenceLinkCreate.new(
      target_type: 'external_reference', target: Api::ExternalTargetCreate.new(url: url)
    )
  ].each { |body| links.create_link(id, body) }
  targets = links.list_links(id).items.to_h do |link|
    [link.class, link.is_a?(Api::TicketLink) ? link.target.id : link.target.url]
  end
  equal targets, { Api::TicketLink => target, Api::ExternalReferenceLink => url }
end

step 'timeline' do
  entries = Api::TimelineApi.new.list_timeline(id, sort: Api::ListTimelineSort::OCCURRED_AT).items
  kinds = [Api::CreatedEntry, Api::UpdatedEntry, Api::CommentAddedEntry, Api::LinkedEntry, Api::LinkedEntry]
  equal entries.map(&:class), kinds
  changed = entries[1].changes.first
  equal [changed.field, changed.before, changed.after], %w[priority p3 p1]
end

step 'alert' do
  alert = Api::AlertCreate.new(
    source: 'suricata', source_alert_id: '1', title: 'SSH scan', severity: Api::Severity::LOW,
    detected_at: DateTime.new(2026, 1, 2, 3, 4, 5), # the JSON of a Time is not RFC 3339
    assets: [Api::AlertAsset.new(type: Api::AssetType::IP_ADDRESS, value: '192.0.2.7')]
  )
  receipt = Api::AlertsApi.new.create_alert(alert)
  body = Api::TicketFromAlert.new(priority: Api::TicketPriority::P2)
  (first, created), (second, repeated) = Array.new(2) do
    tickets.create_ticket_from_alert_with_http_info(receipt.id, ticket_from_alert: body)
  end
  equal [created, first.priority], [201, Api::TicketPriority::P2]
  equal [repeated, second.id], [200, first.id]
end

step 'replay' do
  first, second = Array.new(2) do
    tickets.create_ticket(Api::TicketCreate.new(title: 'Once'), idempotency_key: '0f9d6c1e-replay')
  end
  equal first.id, second.id
end
