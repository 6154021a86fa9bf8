package no.dotkom.portal.apps.web;

/** One answer as Review repeats it. @param field the question it goes back to, {@code code} true when set as code */
record AnswerView(String field, String label, String value, String note, boolean code) {}
