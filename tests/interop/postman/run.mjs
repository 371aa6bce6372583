// Converts a document to a Postman collection, sends each of its requests with newman, and prints the results as JSON.
//
// The environment variable VARIABLES has the variables of the Postman environment. What the collection leaves to its user
// is done here: the IDs in the path, the ETag, and the target of the link.
import { readFileSync } from "node:fs";
import { env } from "node:process";
import converter from "openapi-to-postmanv2";
import newman from "newman";

const options = {
  requestNameSource: "Fallback",
  parametersResolution: "Example", // the examples of the contract
  enableOptionalParameters: false,
  folderStrategy: "Tags",
};

function convert(data) {
  return new Promise((resolve, reject) => {
    converter.convertV2({ type: "string", data }, options, (error, result) => {
      if (error || !result.result) reject(error ?? new Error(result.reason));
      else resolve(result.output[0].data);
    });
  });
}

function* requests(items) {
  for (const item of items) {
    if (item.request) yield item;
    else yield* requests(item.item);
  }
}

// Before a request with If-Match, the ETag is read with a GET. After each request, a successful status is expected.
const scripts = {
  prerequest: `
    if (pm.request.headers.has("If-Match")) {
      const header = pm.request.headers.filter((one) => one.key === "Authorization");
      const url = pm.variables.replaceIn(pm.request.url.toString());
      const token = "Bearer " + pm.variables.get("bearerToken");
      pm.sendRequest({ url, method: "GET", header: { Authorization: token } }, (error, response) => {
        pm.request.headers.upsert({ key: "If-Match", value: response.headers.get("ETag") });
      });
    }`,
  test: `
    pm.test("2xx", () => pm.expect(pm.response.code, pm.response.text()).to.be.within(200, 299));`,
};

function complete(collection, variables) {
  for (const item of requests(collection.item)) {
    for (const variable of item.request.url.variable) variable.value = variables[variable.key];
    const raw = item.request.body?.raw;
    if (raw?.includes('"target_type"')) {
      item.request.body.raw = JSON.stringify({ target_type: "ticket", target: { id: variables.other_ticket_id } });
    }
  }
  collection.event = Object.entries(scripts).map(([listen, script]) => ({ listen, script: { exec: script.split("\n") } }));
  // A link is deleted after it was read.
  collection.item.sort((one, other) => Number(one.name === "links") - Number(other.name === "links"));
  return collection;
}

const variables = JSON.parse(env.VARIABLES);
const collection = complete(await convert(readFileSync("openapi.json", "utf8")), variables);
const environment = { values: Object.entries(variables).map(([key, value]) => ({ key, value, enabled: true })) };
newman.run({ collection, environment }, (error, summary) => {
  if (error) throw error;
  const results = summary.run.executions.map(({ item, response, assertions, requestError }) => ({
    name: item.name,
    status: response?.code,
    failures: [requestError, ...(assertions ?? []).map((one) => one.error)].filter(Boolean).map((one) => one.message),
  }));
  console.log(JSON.stringify(results));
});
