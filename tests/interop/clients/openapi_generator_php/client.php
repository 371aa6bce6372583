<?php
// Runs beside `source/`, which openapi-generator's generator `php` writes.
declare(strict_types=1);

require_once 'GuzzleHttp/autoload.php';
spl_autoload_register(function (string $class): void {
    $file = __DIR__ . '/source/lib/' . str_replace('\\', '/', substr($class, strlen('OpenAPI\\Client\\'))) . '.php';
    if (is_file($file)) {
        require $file;
    }
});

use OpenAPI\Client\Api;
use OpenAPI\Client\ApiException;
use OpenAPI\Client\Model;

/** Reports whether a step throws an exception. */
function step(string $name, callable $run): void
{
    try {
        $run();
        echo json_encode(['step' => $name, 'ok' => true]), "\n";
    } catch (Throwable $error) {
        $detail = get_class($error) . ': ' . $error->getMessage();
        echo json_encode(['step' => $name, 'ok' => false, 'detail' => $detail]), "\n";
    }
}

/** Throws unless two values are the same. */
function same(mixed $actual, mixed $expected): void
{
    if ($actual !== $expected) {
        throw new Exception(json_encode($actual) . ' is not ' . json_encode($expected));
    }
}

function numbers(array $tickets): array
{
    return array_map(fn (Model\Ticket $ticket) => $ticket->getNumber(), $tickets);
}

$configuration = (new OpenAPI\Client\Configuration())->setHost(getenv('API'))->setAccessToken(getenv('TOKEN'));
$tickets = new Api\TicketsApi(config: $configuration);
$links = new Api\LinksApi(config: $configuration);
$by_number = Model\ListTicketsSort::NUMBER;

step('list', function () use ($tickets, $by_number) {
    $page = $tickets->listTickets(status: [Model\TicketStatus::_NEW, Model\TicketStatus::TRIAGED], sort: $by_number);
    same(numbers($page->getItems()), [1, 2, 3, 4]);
});

$existing = [];
step('page', function () use ($tickets, $by_number, &$existing) {
    $cursor = null;
    do {
        $page = $tickets->listTickets(limit: 2, sort: $by_number, cursor: $cursor);
        array_push($existing, ...$page->getItems());
        $cursor = $page->getNextCursor();
    } while ($cursor !== null);
    same(numbers($existing), [1, 2, 3, 4, 5]);
});

step('create', function () use ($tickets, &$id, &$etag) {
    $body = new Model\TicketCreate(['title' => 'Printer on fire', 'tags' => ['a', 'b']]);
    [$ticket, , $headers] = $tickets->createTicketWithHttpInfo($body);
    [$id, $etag] = [$ticket->getId(), array_change_key_case($headers)['etag'][0]];
    same([$ticket->getTitle(), $ticket->getPriority()], ['Printer on fire', Model\TicketPriority::P3]);
    same($ticket->getAssigneeId(), null);
});

$change = function (string $priority) use ($tickets, &$id, &$etag): Model\Ticket {
    return $tickets->updateTicket($id, $etag, new Model\TicketUpdate(['priority' => $priority]));
};
step('patch', function () use ($change) {
    $ticket = $change(Model\TicketPriority::P1);
    same([$ticket->getPriority(), $ticket->getTags()], ['p1', ['a', 'b']]);
});

step('stale', function () use ($change) {
    $problem = null;
    try {
        $change(Model\TicketPriority::P4);
    } catch (ApiException $error) {
        $problem = [$error->getCode(), $error->getResponseObject()->getCode()];
    }
    same($problem, [412, 'version-mismatch']);
});

step('comment', function () use ($configuration, &$id) {
    $comments = new Api\CommentsApi(config: $configuration);
    $comment = $comments->createComment($id, new Model\CommentCreate(['body' => 'Seen before.']));
    same([$comment->getBody(), $comment->getVisibility()], ['Seen before.', Model\CommentVisibility::INTERNAL]);
});

step('link', function () use ($links, &$id, &$existing) {
    [$target, $url] = [$existing[0]->getId(), 'https://example.com/SEC-17'];
    $kinds = [
        new Model\TicketLinkCreate(['target_type' => 'ticket', 'target' => new Model\RecordTarget(['id' => $target])]),
        new Model\ExternalReferenceLinkCreate([
            'target_type' => 'external_reference',
            'target' => new Model\ExternalTargetCreate(['url' => $url]),
        ]),
    ];
    foreach ($kinds as $body) {
        $links->createLink($id, $body);
    }
    $targets = [];
    foreach ($links->listLinks($id)->getItems() as $link) {
        $is_ticket = $link->getTargetType() === 'ticket';
        $targets[] = $is_ticket ? $link->getTarget()->getId() : $link->getTarget()->getUrl();
    }
    sort($targets);
    same($targets, [$target, $url]);
});

step('timeline', function () use ($configuration, &$id) {
    $timeline = new Api\TimelineApi(config: $configuration);
    $kinds = [];
    foreach ($timeline->listTimeline($id, sort: Model\ListTimelineSort::OCCURRED_AT)->getItems() as $entry) {
        $kinds[] = $entry->getKind();
        if ($entry->getKind() === 'updated') {
            $changed = $entry->getChanges()[0];
            same([$changed->getField(), $changed->getBefore(), $changed->getAfter()], ['priority', 'p3', 'p1']);
        }
    }
    same($kinds, ['created', 'updated', 'comment_added', 'linked', 'linked']);
});

step('alert', function () use ($configuration, $tickets) {
    $alert = new Model\AlertCreate([
        'source' => 'suricata',
        'source_alert_id' => '1',
        'title' => 'SSH scan',
        'severity' => Model\Severity::LOW,
        'detected_at' => new DateTime('2026-01-02T03:04:05Z'),
        'assets' => [new Model\AlertAsset(['type' => Model\AssetType::IP_ADDRESS, 'value' => '192.0.2.7'])],
    ]);
    $receipt = (new Api\AlertsApi(config: $configuration))->createAlert($alert);
    $body = new Model\TicketFromAlert(['priority' => Model\TicketPriority::P2]);
    $create = fn () => $tickets->createTicketFromAlertWithHttpInfo($receipt->getId(), ticket_from_alert: $body);
    [[$first, $created], [$second, $repeated]] = [$create(), $create()];
    same([$created, $first->getPriority()], [201, Model\TicketPriority::P2]);
    same([$repeated, $second->getId()], [200, $first->getId()]);
});

step('replay', function () use ($tickets) {
    $create = fn () => $tickets->createTicket(new Model\TicketCreate(['title' => 'Once']), '0f9d6c1e-replay');
    same($create()->getId(), $create()->getId());
});
