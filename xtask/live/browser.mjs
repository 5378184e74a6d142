/**
 * Swagger UI in a real browser: authorises with a sandbox token, executes an operation, and reads
 * what came back. Arguments: the server's binary, the browser, and optionally a file for a picture.
 */

import assert from "node:assert/strict";

import { chromium } from "playwright-core";

import { withServer } from "./server.mjs";

const [binary, browserPath, picture] = process.argv.slice(2);

const browser = await chromium.launch({
  executablePath: browserPath,
  // Continuous integration runs as root, where the sandbox of Chromium does not start.
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
try {
  await withServer(binary, [], async ({ baseUrl, tokens }) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1040 } });
    const complaints = [];
    page.on("console", (message) => {
      if (message.type() === "error") {
        complaints.push(message.text());
      }
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(baseUrl) && !url.startsWith("data:") && !url.startsWith("blob:")) {
        complaints.push(`asked ${url}`);
      }
    });

    await page.goto(`${baseUrl}/docs/`);
    await page.getByRole("heading", { name: /Tenant SMTP API/ }).waitFor();

    const owner = tokens.get("key-owner");
    await page.getByRole("button", { name: "Authorize" }).first().click();
    const dialog = page.locator(".dialog-ux");
    await dialog.getByLabel("auth-bearer-value").first().fill(owner.token);
    await dialog.getByRole("button", { name: /apply credentials/i }).first().click();
    await dialog.getByRole("button", { name: "Close" }).first().click();

    const operation = page.locator("#operations-Smtp-getTenantSmtpConfig");
    await operation.locator(".opblock-summary-control").click();
    await operation.getByPlaceholder("tenantId").fill(owner.tenant);
    await operation.getByRole("button", { name: "Execute" }).click();
    const answer = operation.locator(".live-responses-table .response").first();
    await answer.locator(".response-col_status").waitFor();
    assert.match(await answer.locator(".response-col_status").innerText(), /^200/);
    const body = JSON.parse(await answer.locator(".highlight-code code").first().innerText());
    assert.equal(body.data.tenant_id, owner.tenant);
    if (picture !== undefined) {
      // From the button that was pressed to the headers of the answer.
      await operation.getByRole("button", { name: "Execute" }).evaluate((button) => {
        button.scrollIntoView({ block: "start" });
      });
      await page.screenshot({ path: picture });
    }
    assert.deepEqual(complaints, []);
  });
} finally {
  await browser.close();
}
