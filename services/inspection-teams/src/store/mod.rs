//! What is remembered: one file a noun, one function a question.

pub mod requirements;
