package no.dotkom.portal.localaws.wire;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** XML: bytes to tree, and values to text by the names that answers have. */
final class Xml {
    private static final XMLInputFactory PARSERS = parsers();
    private final StringBuilder text = new StringBuilder();

    /** The members of the root element; an element that repeats becomes a list. */
    static Map<String, Object> read(byte[] body) {
        if (body.length == 0) {
            return Map.of();
        }
        try {
            var reader = PARSERS.createXMLStreamReader(new ByteArrayInputStream(body));
            reader.nextTag();
            return Nesting.structure(element(reader));
        } catch (XMLStreamException | ClassCastException e) {
            throw new Binder.Malformed("not an XML document", e);
        }
    }

    private static Object element(XMLStreamReader reader) throws XMLStreamException {
        var children = new LinkedHashMap<String, Object>();
        var content = new StringBuilder();
        while (reader.next() != XMLStreamReader.END_ELEMENT) {
            if (reader.isStartElement()) {
                var name = reader.getLocalName();
                children.merge(name, element(reader), Xml::both);
            } else if (reader.isCharacters()) {
                content.append(reader.getText());
            }
        }
        return children.isEmpty() ? content.toString() : children;
    }

    private static Object both(Object first, Object next) {
        var all = new ArrayList<Object>(first instanceof List<?> several ? several : List.of(first));
        all.add(next);
        return all;
    }

    Xml open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    Xml open(String name, String namespace) {
        text.append('<').append(name).append(" xmlns=\"").append(namespace).append("\">");
        return this;
    }

    Xml close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    Xml leaf(String name, String value) {
        open(name);
        escape(value);
        return close(name);
    }

    /** The members of {@code pojo} that belong in the body. */
    Xml members(SdkPojo pojo) {
        for (var field : pojo.sdkFields()) {
            var value = field.getValueOrDefault(pojo);
            if (Json.isSet(value) && field.location() == MarshallLocation.PAYLOAD) {
                value(field.unmarshallLocationName(), field, value);
            }
        }
        return this;
    }

    byte[] bytes() {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    private void value(String name, SdkField<?> field, Object value) {
        open(name);
        switch (value) {
            case SdkPojo pojo -> members(pojo);
            case List<?> list -> items(field.getTrait(ListTrait.class), list);
            case Map<?, ?> map -> entries(field.getTrait(MapTrait.class), map);
            default -> escape(scalar(value));
        }
        close(name);
    }

    private void items(ListTrait trait, List<?> list) {
        var member = trait.memberFieldInfo();
        var name = trait.memberLocationName() == null ? member.unmarshallLocationName() : trait.memberLocationName();
        list.forEach(item -> value(name, member, item));
    }

    private void entries(MapTrait trait, Map<?, ?> map) {
        map.forEach((key, value) -> {
            open("entry").leaf(trait.keyLocationName(), (String) key);
            value(trait.valueLocationName(), trait.valueFieldInfo(), value);
            close("entry");
        });
    }

    static String scalar(Object value) {
        return switch (value) {
            case Instant at -> at.truncatedTo(ChronoUnit.MILLIS).toString();
            case SdkBytes bytes -> Base64.getEncoder().encodeToString(bytes.asByteArray());
            default -> value.toString();
        };
    }

    /** XML 1.0 has no control characters: they become the replacement character. */
    private void escape(String value) {
        value.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                case '\t', '\n', '\r' -> text.append("&#").append(c).append(';');
                default -> text.appendCodePoint(c < ' ' || c == 0xFFFE || c == 0xFFFF ? 0xFFFD : c);
            }
        });
    }

    private static XMLInputFactory parsers() {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
