package no.dotkom.portal.localaws.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/** Reads requests and writes answers and errors of one protocol. */
sealed interface Codec {
    SdkPojo read(Operation operation, Request request, Consumer<String> unknown);

    Reply write(Operation operation, SdkPojo answer, String requestId);

    Reply fail(AwsServiceException error, String requestId);

    /**
     * AWS JSON 1.0 and 1.1.
     *
     * @param contentType echoed
     * @param queryCompatible the service's first protocol was query (CloudWatch): its old codes go into a header
     */
    record OfJson(String contentType, boolean queryCompatible) implements Codec {
        @Override
        public SdkPojo read(Operation operation, Request request, Consumer<String> unknown) {
            return new Binder(Nesting.JSON, unknown).bind(operation.request().get(), Json.read(request.body()));
        }

        @Override
        public Reply write(Operation operation, SdkPojo answer, String requestId) {
            return new Reply(200, headers(requestId), Json.write(Json.tree(answer)));
        }

        @Override
        public Reply fail(AwsServiceException error, String requestId) {
            var code = error.awsErrorDetails().errorCode();
            var tree = new LinkedHashMap<String, Object>();
            tree.put("__type", queryCompatible ? error.getClass().getSimpleName() : code);
            tree.put("message", error.awsErrorDetails().errorMessage());
            tree.putAll(Json.tree(error));
            var headers = new LinkedHashMap<>(headers(requestId));
            if (queryCompatible) {
                headers.put("x-amzn-query-error", code + ";" + side(error));
            }
            return new Reply(error.statusCode(), headers, Json.write(tree));
        }

        private Map<String, String> headers(String requestId) {
            return Map.of("Content-Type", contentType, "x-amzn-RequestId", requestId);
        }
    }

    /** Query: form in, XML out. */
    record OfQuery(String namespace) implements Codec {
        @Override
        public SdkPojo read(Operation operation, Request request, Consumer<String> unknown) {
            return new Binder(Nesting.QUERY, unknown).bind(operation.request().get(), Form.tree(Routes.form(request)));
        }

        /** The result element is written even when it is empty: boto3 fails without it. */
        @Override
        public Reply write(Operation operation, SdkPojo answer, String requestId) {
            var name = operation.name();
            return xml(
                    200,
                    requestId,
                    new Xml()
                            .open(name + "Response", namespace)
                            .open(name + "Result")
                            .members(answer)
                            .close(name + "Result")
                            .open("ResponseMetadata")
                            .leaf("RequestId", requestId)
                            .close("ResponseMetadata")
                            .close(name + "Response"));
        }

        @Override
        public Reply fail(AwsServiceException error, String requestId) {
            return failure(namespace, error, requestId);
        }
    }

    /** EC2 query: form with flat lists in, XML without a result element out. */
    record OfEc2(String namespace) implements Codec {
        @Override
        public SdkPojo read(Operation operation, Request request, Consumer<String> unknown) {
            return new Binder(Nesting.EC2, unknown).bind(operation.request().get(), Form.tree(Routes.form(request)));
        }

        @Override
        public Reply write(Operation operation, SdkPojo answer, String requestId) {
            var name = operation.name() + "Response";
            return xml(
                    200,
                    requestId,
                    new Xml()
                            .open(name, namespace)
                            .leaf("requestId", requestId)
                            .members(answer)
                            .close(name));
        }

        @Override
        public Reply fail(AwsServiceException error, String requestId) {
            return xml(
                    error.statusCode(),
                    requestId,
                    new Xml()
                            .open("Response")
                            .open("Errors")
                            .open("Error")
                            .leaf("Code", error.awsErrorDetails().errorCode())
                            .leaf("Message", error.awsErrorDetails().errorMessage())
                            .close("Error")
                            .close("Errors")
                            .leaf("RequestID", requestId)
                            .close("Response"));
        }
    }

    /** REST-XML: path, query string and XML in, XML out. */
    record OfRestXml(String namespace, RestPath.Match match) implements Codec {
        @Override
        public SdkPojo read(Operation operation, Request request, Consumer<String> unknown) {
            var builder = operation.request().get();
            var tree = new LinkedHashMap<>(Xml.read(request.body()));
            tree.putAll(Form.parameters(request.query()));
            tree.putAll(match.values());
            return new Binder(Nesting.XML, unknown).bind(builder, tree);
        }

        @Override
        public Reply write(Operation operation, SdkPojo answer, String requestId) {
            var name = operation.name() + "Response";
            var reply = xml(
                    200,
                    requestId,
                    new Xml().open(name, namespace).members(answer).close(name));
            var headers = new LinkedHashMap<>(reply.headers());
            for (var field : answer.sdkFields()) {
                var value = field.getValueOrDefault(answer);
                if (field.location() == MarshallLocation.HEADER && Json.isSet(value)) {
                    headers.put(field.locationName(), Xml.scalar(value));
                }
            }
            return new Reply(200, headers, reply.body());
        }

        @Override
        public Reply fail(AwsServiceException error, String requestId) {
            return failure(namespace, error, requestId);
        }
    }

    private static Reply failure(String namespace, AwsServiceException error, String requestId) {
        return xml(
                error.statusCode(),
                requestId,
                new Xml()
                        .open("ErrorResponse", namespace)
                        .open("Error")
                        .leaf("Type", side(error))
                        .leaf("Code", error.awsErrorDetails().errorCode())
                        .leaf("Message", error.awsErrorDetails().errorMessage())
                        .members(error)
                        .close("Error")
                        .leaf("RequestId", requestId)
                        .close("ErrorResponse"));
    }

    private static String side(AwsServiceException error) {
        return error.statusCode() < 500 ? "Sender" : "Receiver";
    }

    private static Reply xml(int status, String requestId, Xml document) {
        return new Reply(status, Map.of("Content-Type", "text/xml", "x-amzn-RequestId", requestId), document.bytes());
    }
}
