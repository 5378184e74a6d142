//! Statuses of answers: what their variants are called, and how their answers begin.

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::TypeText;
use oas_ir::Status;

use crate::layout::Expr;
use crate::uses::Uses;

/// A name for a status, and the start of its answer.
pub(super) fn status(status: Status, is_only: bool) -> (String, Expr) {
    let start = match status {
        _ if is_only => Expr::fixed("Answer::success(operation)"),
        Status::Code(code) => {
            let number = Code::number(i128::from(code));
            Expr::plain(Code::fixed("Answer::status(").with(number).then(")"))
        }
        Status::Class(_) | Status::Default => Expr::fixed("Answer::status(status.get())"),
    };
    let name = match status {
        Status::Code(code) => match reason(code) {
            Some(reason) => reason.to_owned(),
            None => format!("Status{code}"),
        },
        Status::Class(1) => "Informational".to_owned(),
        Status::Class(2) => "Successful".to_owned(),
        Status::Class(3) => "Redirection".to_owned(),
        Status::Class(4) => "ClientError".to_owned(),
        Status::Class(_) => "ServerError".to_owned(),
        Status::Default => "Other".to_owned(),
    };
    (name, start)
}

/// The type of a status that is not fixed.
pub(super) fn status_type(status: Status, uses: &mut Uses) -> Option<TypeText> {
    match status {
        Status::Code(_) => None,
        Status::Class(class) => {
            uses.runtime("ClassStatus");
            Some(TypeText::fixed(match class {
                1 => "ClassStatus<1>",
                2 => "ClassStatus<2>",
                3 => "ClassStatus<3>",
                4 => "ClassStatus<4>",
                _ => "ClassStatus<5>",
            }))
        }
        Status::Default => {
            uses.runtime("OtherStatus");
            Some(TypeText::fixed("OtherStatus"))
        }
    }
}

/// A name for the statuses that HTTP has names for.
fn reason(code: u16) -> Option<&'static str> {
    Some(match code {
        100 => "Continue",
        101 => "SwitchingProtocols",
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        208 => "AlreadyReported",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        414 => "UriTooLong",
        415 => "UnsupportedMediaType",
        416 => "RangeNotSatisfiable",
        418 => "ImATeapot",
        422 => "UnprocessableContent",
        423 => "Locked",
        424 => "FailedDependency",
        425 => "TooEarly",
        426 => "UpgradeRequired",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        431 => "RequestHeaderFieldsTooLarge",
        451 => "UnavailableForLegalReasons",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        507 => "InsufficientStorage",
        508 => "LoopDetected",
        _ => return None,
    })
}
