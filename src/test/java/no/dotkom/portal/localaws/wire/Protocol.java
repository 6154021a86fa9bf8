package no.dotkom.portal.localaws.wire;

/** The wire protocols of AWS that the modelled services speak, as the SDK's marshallers name them. */
public enum Protocol {
    JSON,
    QUERY,
    EC2,
    REST_XML;

    /** EC2's marshallers use the query factory, with settings of their own. */
    static Protocol of(String service, Class<?> protocolFactory) {
        return service.equals("ec2") ? EC2 : of(protocolFactory);
    }

    private static Protocol of(Class<?> protocolFactory) {
        return switch (protocolFactory.getSimpleName()) {
            case "BaseAwsJsonProtocolFactory", "AwsJsonProtocolFactory" -> JSON;
            case "AwsQueryProtocolFactory" -> QUERY;
            case "AwsXmlProtocolFactory" -> REST_XML;
            default -> throw new IllegalArgumentException("unknown protocol: " + protocolFactory);
        };
    }
}
