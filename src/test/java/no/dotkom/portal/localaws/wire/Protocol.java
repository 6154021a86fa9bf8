package no.dotkom.portal.localaws.wire;

/** The wire protocols of AWS that the modelled services speak, as the SDK's marshallers name them. */
public enum Protocol {
    JSON,
    QUERY,
    EC2,
    REST_XML;

    static Protocol ofMarshaller(Class<?> protocolFactory) {
        return switch (protocolFactory.getSimpleName()) {
            case "BaseAwsJsonProtocolFactory", "AwsJsonProtocolFactory" -> JSON;
            case "AwsQueryProtocolFactory" -> QUERY;
            case "AwsEc2ProtocolFactory" -> EC2;
            case "AwsXmlProtocolFactory" -> REST_XML;
            default -> throw new IllegalArgumentException("unknown protocol: " + protocolFactory);
        };
    }
}
