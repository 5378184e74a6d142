//! The conventions of a contract as layers for any server that mounts generated routers.
