package dev.recount.evidence.seal;

/** The process ended here. */
final class Killed extends RuntimeException {}
