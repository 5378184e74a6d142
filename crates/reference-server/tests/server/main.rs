//! The server as callers see it: handlers behind the layers, over the data of the sandbox.

mod answers;
mod audit;
mod faults;
mod judge;
mod roles;
mod sandbox;
mod smtp;
mod support;
