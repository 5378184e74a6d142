//! What the three operations answer about the tenants of the sandbox.

use serde_json::{Value, json};

use crate::support::Sandbox;

/// The data of a success.
async fn data(sandbox: &Sandbox, token: &str, operation: &str) -> Value {
    let answer = sandbox.call(token, operation).await;
    assert_eq!(
        answer.outcome(),
        (200, ""),
        "{token} {operation}: {answer:?}"
    );
    let request_id = &answer.body["meta"]["request_id"];
    assert_eq!(request_id.as_str(), answer.header("x-request-id"));
    answer.body["data"].clone()
}

#[tokio::test]
async fn configuration_is_that_of_the_tenant() {
    let sandbox = Sandbox::open().await;
    assert_eq!(
        data(&sandbox, "owner", "config").await,
        json!({
            "tenant_id": "tn_sandbox",
            "from_domains": [
                {
                    "domain": "example.com",
                    "dkim_status": "verified",
                    "spf_status": "verified",
                    "dmarc_status": "configured",
                    "tracking_domain": "trk.example.com",
                },
                {
                    "domain": "mail.example.com",
                    "dkim_status": "verified",
                    "spf_status": "verified",
                    "dmarc_status": "configured",
                    "tracking_domain": null,
                },
            ],
            "default_from": { "name": "Example Inc.", "email": "hello@example.com" },
            "rate_limits": { "max_per_minute": 600, "max_per_hour": 20_000 },
        })
    );
    let new = data(&sandbox, "key-new", "config").await;
    assert_eq!(new["default_from"], Value::Null);
    assert_eq!(new["from_domains"][1]["spf_status"], "not_configured");
}

#[tokio::test]
async fn status_tells_of_the_last_day() {
    let sandbox = Sandbox::open().await;
    let healthy = data(&sandbox, "key-owner", "status").await;
    assert_eq!(healthy["sending_enabled"], true);
    assert_eq!(healthy["reputation_band"], "healthy");
    assert_eq!(
        healthy["enforcement"],
        json!({ "throttled": false, "notes": null })
    );
    assert_eq!(healthy["as_of"], "2026-11-23T10:00:00Z");
    let bounce_rate = healthy["recent_bounce_rate"].as_f64().expect("a rate");
    assert!((0.0..0.02).contains(&bounce_rate), "{bounce_rate}");

    let throttled = data(&sandbox, "key-throttled", "status").await;
    assert_eq!(throttled["reputation_band"], "at_risk");
    assert_eq!(throttled["enforcement"]["throttled"], true);
    let notes = throttled["enforcement"]["notes"].as_str().expect("notes");
    assert!(notes.contains("bounce rate"), "{notes}");

    let watch = data(&sandbox, "key-watch", "status").await;
    assert_eq!(watch["reputation_band"], "watch");

    let new = data(&sandbox, "key-new", "status").await;
    assert_eq!(new["sending_enabled"], false);
    assert_eq!(new["recent_bounce_rate"], Value::Null);
    assert_eq!(new["recent_complaint_rate"], Value::Null);
}

#[tokio::test]
async fn status_of_a_tenant_at_whom_nobody_looked_yet_is_as_of_now() {
    let sandbox = Sandbox::open().await;
    sandbox.sabotage("DELETE FROM recent_health").await;
    let status = data(&sandbox, "owner", "status").await;
    assert_eq!(status["recent_bounce_rate"], Value::Null);
    assert_eq!(status["as_of"], "2026-11-23T10:30:00Z");
}

#[tokio::test]
async fn metrics_add_up_the_days_of_their_window() {
    let sandbox = Sandbox::open().await;
    let sums = |days: i64| {
        let query = "SELECT json_array(sent, delivered, bounced, complaints, opens, clicks) \
                     FROM delivery_days WHERE tenant_id = 'tn_sandbox' ORDER BY day DESC";
        let rows = sandbox.rows(query);
        async move {
            let mut sums = [0; 6];
            let days = usize::try_from(days).expect("a small number");
            for row in rows.await.into_iter().take(days) {
                let row: [i64; 6] = serde_json::from_str(&row).expect("six numbers");
                for (sum, number) in sums.iter_mut().zip(row) {
                    *sum += number;
                }
            }
            sums
        }
    };
    for (operation, window, days) in [
        ("metrics?window=24h", "24h", 1),
        ("metrics?window=7d", "7d", 7),
        ("metrics?window=30d", "30d", 30),
        ("metrics", "7d", 7),
    ] {
        let metrics = data(&sandbox, "owner", operation).await;
        let expected = sums(days).await;
        let names = [
            "sent",
            "delivered",
            "bounced",
            "complaints",
            "opens",
            "clicks",
        ];
        let figures = names.map(|name| metrics[name].as_i64().expect(name));
        assert_eq!(figures, expected, "{operation}");
        assert!(expected[0] > 0, "{operation}");
        assert_eq!(metrics["window"], window);
        assert_eq!(metrics["recommendations"], json!([]), "{operation}");
    }
    let answer = sandbox.call("owner", "metrics").await;
    assert_eq!(answer.body["meta"]["as_of"], "2026-11-23T02:00:00Z");
}

#[tokio::test]
async fn advice_is_about_the_tenants_own_figures() {
    let sandbox = Sandbox::open().await;
    let advice = async |token: &str| -> Vec<String> {
        let metrics = data(&sandbox, token, "metrics?window=30d").await;
        let advice = metrics["recommendations"].as_array().cloned();
        let advice = advice.expect("a list").into_iter().map(|advice| {
            let text = |name: &str| advice[name].as_str().expect("text").to_owned();
            format!("{} {}", text("severity"), text("code"))
        });
        advice.collect()
    };
    assert_eq!(
        advice("key-watch").await,
        [
            "high HIGH_COMPLAINT_RATE",
            "medium HIGH_BOUNCE_RATE",
            "low DOMAIN_NOT_VERIFIED",
            "low LOW_ENGAGEMENT",
        ]
    );
    assert_eq!(advice("key-throttled").await, ["high HIGH_BOUNCE_RATE"]);
    assert_eq!(advice("key-new").await, ["high DOMAIN_NOT_VERIFIED"]);
    assert_eq!(advice("key-free").await, [""; 0]);
}

#[tokio::test]
async fn metrics_without_any_aggregation_are_as_of_now() {
    let sandbox = Sandbox::open().await;
    sandbox.sabotage("DELETE FROM delivery_days").await;
    let answer = sandbox.call("owner", "metrics").await;
    assert_eq!(answer.body["data"]["sent"], 0);
    assert_eq!(answer.body["meta"]["as_of"], "2026-11-23T10:30:00Z");
}

#[tokio::test]
async fn a_tenant_without_configuration_has_nothing_to_answer() {
    let sandbox = Sandbox::open().await;
    for operation in ["config", "status", "metrics"] {
        for (token, tenant) in [
            ("owner-empty", "tn_sandbox_empty"),
            ("support", "tn_sandbox_empty"),
            ("support", "tn_nobody"),
        ] {
            let answer = sandbox.call_about(token, tenant, operation).await;
            assert_eq!(answer.outcome(), (404, "RESOURCE_NOT_FOUND"), "{operation}");
        }
    }
}

#[tokio::test]
async fn another_tenant_is_never_shown() {
    let sandbox = Sandbox::open().await;
    for tenant in ["tn_sandbox_watch", "tn_nobody"] {
        let answer = sandbox.call_about("owner", tenant, "config").await;
        assert_eq!(answer.outcome(), (403, "TENANT_SCOPE_MISMATCH"), "{tenant}");
    }
    let answer = sandbox
        .call_about("support", "tn_sandbox_watch", "config")
        .await;
    assert_eq!(answer.body["data"]["tenant_id"], "tn_sandbox_watch");
    assert_eq!(
        answer.body["data"]["from_domains"][1]["domain"],
        "news.example.com"
    );
}
