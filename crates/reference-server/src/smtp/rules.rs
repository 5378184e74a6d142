//! What figures mean: rates, bands and advice. Knows no database and no clock.

use std::cmp::Reverse;

use penguinmails_common::{Count, Rate, ReputationBand, SenderAuthenticationStatus};
use penguinmails_tenant_smtp::models::{
    FromDomain, MetricsWindow, RecommendationSeverity, SmtpRecommendation,
};

use super::store::{Delivery, Reputation};

/// Bounces beyond this share cost reputation.
const HIGH_BOUNCE_RATE: f64 = 0.02;

/// Bounces beyond this share cost deliverability soon.
const SEVERE_BOUNCE_RATE: f64 = 0.05;

/// Complaints beyond this share cost deliverability soon; receivers mind them most.
const HIGH_COMPLAINT_RATE: f64 = 0.001;

/// Fewer opens per delivered message mean that recipients do not care.
const LOW_OPEN_RATE: f64 = 0.1;

/// Below so many delivered messages, opens say little.
const TELLING_DELIVERIES: i64 = 1_000;

/// The days that a window has.
pub(super) const fn days(window: MetricsWindow) -> i64 {
    match window {
        MetricsWindow::N24h => 1,
        MetricsWindow::N7d => 7,
        MetricsWindow::N30d => 30,
    }
}

/// A part as a share of the whole; `None` where there is no whole. At most 1: bounces and
/// complaints may be about messages that were sent before the time that is looked at.
pub(super) fn rate(part: Count, whole: Count) -> Option<Rate> {
    if whole.get() == 0 {
        return None;
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts are at most 2^53 - 1, which floating point holds exactly"
    )]
    let share = part.get() as f64 / whole.get() as f64;
    Rate::try_from(share.min(1.0)).ok()
}

/// What a tenant sees of the platform's band.
pub(super) const fn reputation_band(reputation: Reputation) -> ReputationBand {
    match reputation {
        Reputation::Excellent | Reputation::Good => ReputationBand::Healthy,
        Reputation::Watch => ReputationBand::Watch,
        Reputation::Bad => ReputationBand::AtRisk,
    }
}

/// Advice about figures and domains, the most severe first; none where all is well.
pub(super) fn recommendations(
    delivery: &Delivery,
    domains: &[FromDomain],
) -> Vec<SmtpRecommendation> {
    let mut recommendations: Vec<SmtpRecommendation> = [
        bounces(rate(delivery.bounced, delivery.sent)),
        complaints(rate(delivery.complaints, delivery.sent)),
        unverified_domains(domains),
        engagement(delivery.opens, delivery.delivered),
    ]
    .into_iter()
    .flatten()
    .collect();
    recommendations.sort_by_key(|recommendation| Reverse(recommendation.severity));
    recommendations
}

fn bounces(rate: Option<Rate>) -> Option<SmtpRecommendation> {
    let rate = rate?.get();
    let severity = if rate > SEVERE_BOUNCE_RATE {
        RecommendationSeverity::High
    } else if rate > HIGH_BOUNCE_RATE {
        RecommendationSeverity::Medium
    } else {
        return None;
    };
    let message = "Check the age of the list, and remove addresses that bounced.";
    Some(recommendation("HIGH_BOUNCE_RATE", message, severity))
}

fn complaints(rate: Option<Rate>) -> Option<SmtpRecommendation> {
    let is_high = rate?.get() > HIGH_COMPLAINT_RATE;
    let message = "Write only to people who expect it, and make it easy to unsubscribe.";
    is_high.then(|| recommendation("HIGH_COMPLAINT_RATE", message, RecommendationSeverity::High))
}

/// Severe when no domain is verified: then there is none to send from.
fn unverified_domains(domains: &[FromDomain]) -> Option<SmtpRecommendation> {
    let mut unverified = domains.iter().filter(|domain| !is_verified(domain));
    let first = &unverified.next()?.domain;
    let others = unverified.count();
    let severity = if others + 1 == domains.len() {
        RecommendationSeverity::High
    } else {
        RecommendationSeverity::Low
    };
    let message = match others {
        0 => format!("Finish the DNS records of {first} before sending."),
        1 => format!("Finish the DNS records of {first} and 1 more domain before sending."),
        _ => format!("Finish the DNS records of {first} and {others} more domains before sending."),
    };
    Some(recommendation("DOMAIN_NOT_VERIFIED", message, severity))
}

/// Whether mail from a domain proves where it comes from. DMARC says only what becomes of mail that
/// does not.
fn is_verified(domain: &FromDomain) -> bool {
    let verified = SenderAuthenticationStatus::Verified;
    domain.dkim_status == verified && domain.spf_status == verified
}

fn engagement(opens: Count, delivered: Count) -> Option<SmtpRecommendation> {
    let is_low = rate(opens, delivered)?.get() < LOW_OPEN_RATE;
    let message = "Few recipients open your messages: write to fewer people, with better subjects.";
    (is_low && delivered.get() >= TELLING_DELIVERIES)
        .then(|| recommendation("LOW_ENGAGEMENT", message, RecommendationSeverity::Low))
}

fn recommendation(
    code: &str,
    message: impl Into<String>,
    severity: RecommendationSeverity,
) -> SmtpRecommendation {
    SmtpRecommendation {
        code: code.to_owned(),
        message: message.into(),
        severity,
    }
}

#[cfg(test)]
mod tests {
    use penguinmails_common::{Count, DmarcStatus, SenderAuthenticationStatus as Status};
    use penguinmails_tenant_smtp::models::FromDomain;

    use super::{Delivery, rate, recommendations};

    fn count(number: i64) -> Count {
        number.try_into().expect("a count")
    }

    /// Sent, bounced, complaints; delivered and opened.
    fn delivery([sent, bounced, complaints]: [i64; 3], [delivered, opens]: [i64; 2]) -> Delivery {
        Delivery {
            sent: count(sent),
            delivered: count(delivered),
            bounced: count(bounced),
            complaints: count(complaints),
            opens: count(opens),
            clicks: count(0),
            aggregated_at: None,
        }
    }

    fn domain(name: &str, dkim_status: Status, spf_status: Status) -> FromDomain {
        FromDomain {
            domain: name.parse().expect("a host name"),
            dkim_status,
            spf_status,
            dmarc_status: DmarcStatus::NotConfigured,
            tracking_domain: None,
        }
    }

    /// Code and severity of each recommendation, in their order.
    fn check_advice(delivery: &Delivery, domains: &[FromDomain], expected: &[(&str, &str)]) {
        let advice = recommendations(delivery, domains);
        let advice: Vec<(&str, &str)> = advice
            .iter()
            .map(|advice| (advice.code.as_str(), advice.severity.as_str()))
            .collect();
        assert_eq!(advice, expected, "{delivery:?}");
    }

    #[test]
    fn rates_are_fractions_of_what_was_sent() {
        for (part, whole, expected) in [
            (0, 0, None),
            (5, 0, None),
            (0, 1, Some(0.0)),
            (1, 50, Some(0.02)),
            (50, 50, Some(1.0)),
            (51, 50, Some(1.0)),
        ] {
            let rate = rate(count(part), count(whole)).map(penguinmails_common::Rate::get);
            assert_eq!(rate, expected, "{part} of {whole}");
        }
    }

    #[test]
    fn bounces_count_beyond_two_and_five_hundredths() {
        for (bounced, severity) in [
            (0, None),
            (1_999, None),
            (2_000, None),
            (2_001, Some("medium")),
            (4_999, Some("medium")),
            (5_000, Some("medium")),
            (5_001, Some("high")),
            (100_000, Some("high")),
        ] {
            let expected: Vec<_> = severity
                .map(|severity| ("HIGH_BOUNCE_RATE", severity))
                .into_iter()
                .collect();
            check_advice(&delivery([100_000, bounced, 0], [0, 0]), &[], &expected);
        }
    }

    #[test]
    fn complaints_count_beyond_a_thousandth() {
        let advice = [("HIGH_COMPLAINT_RATE", "high")];
        for (complaints, expected) in [(99, 0), (100, 0), (101, 1)] {
            let delivery = delivery([100_000, 0, complaints], [0, 0]);
            check_advice(&delivery, &[], &advice[..expected]);
        }
    }

    #[test]
    fn opens_count_below_a_tenth_of_many() {
        let advice = [("LOW_ENGAGEMENT", "low")];
        for (delivered, opens, expected) in [
            (0, 0, 0),
            (999, 0, 0),
            (1_000, 0, 1),
            (1_000, 99, 1),
            (1_000, 100, 0),
            (1_000, 101, 0),
        ] {
            let delivery = delivery([0, 0, 0], [delivered, opens]);
            check_advice(&delivery, &[], &advice[..expected]);
        }
    }

    #[test]
    fn domains_count_until_dkim_and_spf_are_verified() {
        let nothing = delivery([0, 0, 0], [0, 0]);
        let verified = domain("a.example.com", Status::Verified, Status::Verified);
        for (dkim, spf) in [
            (Status::Pending, Status::Verified),
            (Status::Verified, Status::Failed),
            (Status::NotConfigured, Status::NotConfigured),
        ] {
            let unverified = domain("b.example.com", dkim, spf);
            let both = [verified.clone(), unverified.clone()];
            check_advice(&nothing, &both, &[("DOMAIN_NOT_VERIFIED", "low")]);
            check_advice(&nothing, &[unverified], &[("DOMAIN_NOT_VERIFIED", "high")]);
        }
        check_advice(&nothing, &[verified], &[]);
        check_advice(&nothing, &[], &[]);
    }

    #[test]
    fn one_piece_of_advice_tells_of_all_domains() {
        let domains = ["a", "b", "c"].map(|name| {
            domain(
                &format!("{name}.example.com"),
                Status::Pending,
                Status::Failed,
            )
        });
        for (domains, message) in [
            (
                &domains[..1],
                "Finish the DNS records of a.example.com before sending.",
            ),
            (
                &domains[..2],
                "Finish the DNS records of a.example.com and 1 more domain before sending.",
            ),
            (
                &domains[..],
                "Finish the DNS records of a.example.com and 2 more domains before sending.",
            ),
        ] {
            let advice = recommendations(&delivery([0, 0, 0], [0, 0]), domains);
            assert_eq!(advice[0].message, message);
            assert_eq!(advice.len(), 1);
        }
    }

    #[test]
    fn the_most_severe_advice_comes_first() {
        let domains = [
            domain("a.example.com", Status::Verified, Status::Verified),
            domain("b.example.com", Status::Pending, Status::Pending),
        ];
        check_advice(
            &delivery([10_000, 300, 20], [9_000, 100]),
            &domains,
            &[
                ("HIGH_COMPLAINT_RATE", "high"),
                ("HIGH_BOUNCE_RATE", "medium"),
                ("DOMAIN_NOT_VERIFIED", "low"),
                ("LOW_ENGAGEMENT", "low"),
            ],
        );
    }
}
