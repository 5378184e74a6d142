//! The server as callers see it: handlers behind the layers, over the data of the sandbox.

mod audit;
mod faults;
mod sandbox;
mod smtp;
mod support;
