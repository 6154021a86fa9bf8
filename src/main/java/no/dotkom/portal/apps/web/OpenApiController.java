package no.dotkom.portal.apps.web;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The description of the API, for members and for those who may use it; nobody else learns what there is. */
@Controller
class OpenApiController {
    private static final Resource DOCUMENT = new ClassPathResource("api/openapi.json");

    @GetMapping({"/openapi.json", "/api/v1/openapi.json"})
    ResponseEntity<Resource> document() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(DOCUMENT);
    }
}
