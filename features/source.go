package features

import (
	"regexp"
	"strconv"
	"strings"
)

// sourceForms has, for each trust tag, the form of a source of that kind.
var sourceForms = map[Trust]*regexp.Regexp{
	Documented: regexp.MustCompile(`^(Salesforce Help, "[^"]+"|(Headless Identity Implementation|Metadata API Developer|Salesforce DX Developer|Mobile SDK Development|REST API Developer) Guide, \S.*)$`),
	SDK:        regexp.MustCompile(`^(SalesforceMobileSDK|LoyaltyMobileSDK)-(Android|iOS), \S+$`),
	Live:       regexp.MustCompile(`^Field observation, \S.*$`),
	ThirdParty: regexp.MustCompile(`^Field client, \S.*$`),
	Standard:   regexp.MustCompile(`^(RFC [0-9]{4}|OpenID Connect (Core|Discovery) 1\.0), (section [0-9]+(\.[0-9]+)*|appendix [A-Z](\.[0-9]+)*)$`),
	Inferred:   regexp.MustCompile(`^Inferred from \S.*$`),
}

// sourceProblem says what is wrong with a source; "" if nothing is. The first part must have the
// form of the trust tag, the others any known form.
func sourceProblem(source string, trust Trust) string {
	for i, part := range strings.Split(source, "; ") {
		switch {
		case i == 0 && !sourceForms[trust].MatchString(part):
			return "does not have the form of a " + string(trust) + " source, such as " + sourceExamples[trust]
		case !knownSource(part):
			return "names no known document with its section in its part " + strconv.Quote(part)
		}
	}
	return ""
}

func knownSource(part string) bool {
	for _, form := range sourceForms {
		if form.MatchString(part) {
			return true
		}
	}
	return false
}

var sourceExamples = map[Trust]string{
	Documented: `Salesforce Help, "OAuth 2.0 Authorization Errors"`,
	SDK:        "SalesforceMobileSDK-iOS, NativeLoginManagerInternal.swift",
	Live:       "Field observation, owner/repository",
	ThirdParty: "Field client, owner/repository",
	Standard:   "RFC 6749, section 4.1.2",
	Inferred:   "Inferred from RFC 6749, section 10.12",
}
